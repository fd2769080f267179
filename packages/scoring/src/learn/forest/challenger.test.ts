import { describe, expect, test } from 'vitest'
import { scoreRows } from '../../apply/index.ts'
import type { LabelledFrame } from '../../data/frame.ts'
import { auc } from '../../measure/index.ts'
import { log } from '../../model/exponential.ts'
import { madeLoans, take } from '../fixtures/loans.ts'
import { trainChallenger } from './challenger.ts'

const sound = ({ debt, income, home }: { debt: number; income: number; home: string }) =>
  -2 + 2 * debt - income / 4_000 + (home === 'rent' ? 0.8 : 0)
const loans = madeLoans(2_000, 1, sound)
const quick = {
  ...{ bags: 2, learningRate: 0.1, columnShare: 0.75 },
  calibration: { folds: 2, halfLifeDays: Number.POSITIVE_INFINITY },
}
const model = trainChallenger(loans, quick)

describe('known answers', () => {
  test('one input of two values: the leaves come to the log-odds of their rows', () => {
    const frame: LabelledFrame = {
      rows: 200,
      inputs: [
        { kind: 'numeric', name: 'x', values: Float64Array.from({ length: 200 }, (_, row) => row % 2) },
      ],
      // Of x = 0 ten in a hundred default, of x = 1 fifty.
      outcome: Uint8Array.from({ length: 200 }, (_, row) => ((row % 2 === 0 ? row < 20 : row < 100) ? 1 : 0)),
      issuedOn: new Int32Array(200),
    }
    const exact = {
      shrinkage: 0,
      heldOutShare: 0,
      rowShare: 1,
      columnShare: 1,
      learningRate: 0.3,
      mostTrees: 100,
    }
    const scores = scoreRows(trainChallenger(frame, { ...quick, ...exact }), frame)
    expect((scores[0] as number) / 10_000).toBeCloseTo(log(10 / 90), 2)
    expect((scores[1] as number) / 10_000).toBeCloseTo(0, 2)
  })

  test('nearly the AUC of the rule itself on loans unseen', () => {
    const fresh = madeLoans(3_000, 2, sound)
    const best = auc(fresh.truth, fresh.outcome)
    expect(auc(scoreRows(model, fresh), fresh.outcome)).toBeGreaterThan(best - 0.03)
  })

  test('learns what no sum of inputs says: high debt is bad for one half, good for the other', () => {
    const crossed = ({ debt, noise }: { debt: number; noise: number }) =>
      debt > 0.5 === noise > 0.5 ? 0.5 : -2.5
    const free = { ...quick, monotone: false }
    const fresh = madeLoans(2_000, 4, crossed)
    const scores = scoreRows(trainChallenger(madeLoans(2_000, 3, crossed), free), fresh)
    expect(auc(scores, fresh.outcome)).toBeGreaterThan(0.75)
  })

  test('pure noise gives no order on loans unseen', () => {
    const fresh = madeLoans(3_000, 6, () => -1.5)
    const scores = scoreRows(
      trainChallenger(
        madeLoans(2_000, 5, () => -1.5),
        quick,
      ),
      fresh,
    )
    expect(Math.abs(auc(scores, fresh.outcome) - 0.5)).toBeLessThan(0.04)
  })
})

describe('monotone rules', () => {
  const contrary = madeLoans(2_000, 3, ({ debt, noise }) => -1 - 2 * debt + noise)
  const alike = (debt: number): LabelledFrame => {
    const frame = take(contrary, [...Array(200).keys()])
    const inputs = frame.inputs.map((input) =>
      input.name === 'debt' ? { ...input, values: new Float64Array(200).fill(debt) } : input,
    )
    return { ...frame, inputs } as LabelledFrame
  }
  const steps = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]
  /** How often a score falls as debt rises, everything else as it was. */
  const falls = (monotone: boolean) => {
    const fitted = trainChallenger(contrary, { ...quick, monotone })
    const scores = steps.map((debt) => scoreRows(fitted, alike(debt)))
    return scores
      .slice(1)
      .flatMap((after, step) => [...after].filter((score, row) => score < (scores[step]?.[row] as number)))
      .length
  }

  test('hold row by row whatever the data says, where they bind; the data speaks where they do not', () => {
    expect(falls(true)).toBe(0)
    expect(falls(false)).toBeGreaterThan(0)
  })
})

describe('the same model', () => {
  const bytes = (frame: LabelledFrame, seed = 1) => JSON.stringify(trainChallenger(frame, { ...quick, seed }))

  test('from the same seed, byte for byte; from another seed another', () => {
    expect(bytes(loans)).toBe(JSON.stringify(model))
    expect(bytes(loans, 2)).not.toBe(JSON.stringify(model))
  })

  test('from the same loans in another order', () => {
    expect(bytes(take(loans, [...Array(loans.rows).keys()].reverse()))).toBe(JSON.stringify(model))
  })
})
