import { instalmentOf } from '@hurong/finance'
import { describe, expect, test } from 'vitest'
import type { TapeLoan } from './loan.ts'
import { readTape } from './read.ts'
import { SAMPLE_FILE, wholeTape } from './sample/file.ts'

/** The tape's rate has four decimals: the true one lies up to half of the last beside it, in millionths. */
const RATE_BLUR = 50n

const instalmentAt = (loan: TapeLoan, annualRate: bigint): bigint =>
  instalmentOf(
    { method: 'equalInstalment', annualRate, unit: 'month', interval: 1 },
    loan.principal,
    loan.count,
  )

type Comparison = { loans: number; within: (cents: number) => number; explained: number }

/** How our instalment compares with the one the marketplace asked for, as shares of all loans. */
async function compare(tape: URL): Promise<Comparison> {
  const distances: number[] = []
  let explained = 0
  for await (const row of readTape(tape)) {
    if (row.kind === 'error') throw new Error(`Line ${row.line}: ${row.reason}`)
    const { loan } = row
    distances.push(Math.abs(Number(instalmentAt(loan, loan.annualRate) - loan.installment)))
    const least = instalmentAt(loan, loan.annualRate - RATE_BLUR)
    const greatest = instalmentAt(loan, loan.annualRate + RATE_BLUR)
    if (least <= loan.installment && loan.installment <= greatest) explained++
  }
  const loans = distances.length
  return {
    loans,
    within: (cents) => distances.filter((distance) => distance <= cents).length / loans,
    explained: explained / loans,
  }
}

describe('our instalment against the one a marketplace asked for', () => {
  test('the sample: within 2 cents on 95 % of 300 loans, and every one explained by the rounding of its rate', async () => {
    const { loans, within, explained } = await compare(SAMPLE_FILE)
    expect(loans).toBe(300)
    expect(within(2)).toBeGreaterThanOrEqual(0.95)
    expect(explained).toBe(1)
  })

  // Measured: 94.78 % within 2 cents, 97.52 % within 3. The rest is the tape's: its rate is rounded to 0.01 %, which moves
  // the instalment of a great loan by more. Allowing for that, 20,809 agree; the other five carry a rate of 6 %, the
  // least the tape has, beside an instalment of a much higher one.
  const tape = wholeTape()
  test.skipIf(!tape)(
    'the whole tape: within 2 cents on 94.7 %, within 3 on 97.5 %, all but five explained by the rounding of their rate (skipped where the tape is absent)',
    async () => {
      if (!tape) throw new Error('The whole tape is not here.')
      const { loans, within, explained } = await compare(tape)
      expect(loans).toBe(20_814)
      expect(within(2)).toBeGreaterThanOrEqual(0.947)
      expect(within(3)).toBeGreaterThanOrEqual(0.975)
      expect(Math.round(explained * loans)).toBe(loans - 5)
    },
  )
})
