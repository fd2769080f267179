import { scoreRows } from '../apply/score.ts'
import { binReader } from '../apply/terms.ts'
import type { LabelledFrame } from '../data/frame.ts'
import { probabilitiesFrom } from '../explain/assess.ts'
import { GRADE_BANDS, gradeOf, PPM } from '../explain/grade.ts'
import type { ModelContent, ModelFile } from '../files/model.ts'
import { auc, brier, calibrationBins, type GainsPoint, gains, ks, refit } from '../measure/index.ts'
import { probabilityOf } from '../model/calibration.ts'
import { log } from '../model/exponential.ts'
import type { LabelledTape } from '../tape/labelled.ts'
import { dayText, quarterOf } from './dates.ts'

export type Rate = { readonly loans: number; readonly defaults: number; readonly predicted: number }
export type Named<T> = T & { readonly name: string }

/** How a model did on loans it had not seen. Shares are fractions with six decimals. */
export type Evaluation = {
  readonly modelHash: `0x${string}`
  readonly tape: { readonly name: string; readonly sha256: `0x${string}` }
  readonly from: string
  readonly to: string
  readonly loans: number
  readonly defaults: number
  readonly bad: number
  readonly notFinished: number
  readonly figures: Figures
  /** Tenths of the loans by predicted PD, the safest first. */
  readonly calibration: readonly Rate[]
  /** For each share of loans, riskiest first: the share of defaults and of repaid loans among them. */
  readonly curve: readonly { readonly loans: number; readonly defaults: number; readonly repaid: number }[]
  readonly quarters: readonly Named<Rate & { readonly auc: number | null; readonly psi: number | null }>[]
  readonly grades: readonly Named<Rate>[]
  readonly groups: Readonly<Record<string, readonly Named<Rate & { readonly auc: number | null }>[]>>
  /** Population stability index of each input against the training loans. */
  readonly inputs: readonly { readonly name: string; readonly psi: number }[]
}

export type Figures = {
  readonly auc: number
  readonly ks: number
  readonly brier: number
  readonly slope: number
  readonly intercept: number
  readonly predicted: number
  readonly realised: number
}

/** Measures a model on loans whose end is known. PDs are those over life. */
export function evaluate(
  { content, hash }: ModelFile,
  tape: LabelledTape,
  source: Evaluation['tape'],
): Evaluation {
  const { frame, afterwards, counts } = tape
  const points = scoreRows(content.model, frame)
  const pd = Float64Array.from(points, (score) => probabilityOf(content.model.calibration, score))
  const grades = Array.from(points, (score, row) =>
    gradeOf(probabilitiesFrom(content, score, afterwards.term[row] as number).pd12),
  )
  const rows = Array.from(frame.outcome.keys())
  const rateOf = (some: readonly number[]): Rate => ({
    loans: some.length,
    defaults: some.reduce((sum, row) => sum + (frame.outcome[row] as number), 0),
    predicted: six(some.reduce((sum, row) => sum + (pd[row] as number), 0) / Math.max(1, some.length)),
  })
  const aucOf = (some: readonly number[]) => aucOrNull(some, points, frame.outcome)
  const byDate = frame.issuedOn.toSorted()
  return {
    modelHash: hash,
    tape: source,
    from: dayText(byDate[0] ?? 0),
    to: dayText(byDate.at(-1) ?? 0),
    loans: frame.rows,
    defaults: rateOf(rows).defaults,
    bad: counts.bad,
    notFinished: counts.notFinished,
    figures: figuresOf(pd, points, frame.outcome),
    calibration: calibrationBins(pd, frame.outcome).map((bin) => ({
      loans: bin.rows,
      defaults: bin.defaults,
      predicted: six(bin.predicted),
    })),
    curve: thinned(gains(points, frame.outcome)),
    quarters: grouped(rows, (row) => quarterOf(frame.issuedOn[row] as number)).map(([name, some]) => ({
      name,
      ...rateOf(some),
      auc: aucOf(some),
      psi: scorePsi(
        content,
        some.map((row) => points[row] as number),
      ),
    })),
    grades: GRADE_BANDS.map(({ grade }) => ({
      name: grade,
      ...rateOf(rows.filter((row) => grades[row] === grade)),
    })),
    groups: Object.fromEntries(
      Object.entries(afterwards.groups).map(([column, names]) => [
        column,
        grouped(rows, (row) => names[row] || 'not known').map(([name, some]) => ({
          name,
          ...rateOf(some),
          auc: aucOf(some),
        })),
      ]),
    ),
    inputs: inputPsi(content, frame),
  }
}

const six = (value: number): number => Math.round(value * PPM) / PPM

/** AUC, KS, Brier, and slope and intercept of outcome on predicted log-odds. */
export function figuresOf(pd: Float64Array, points: ArrayLike<number>, outcome: Uint8Array): Figures {
  const logOdds = pd.map((one) => log(one / (1 - one)))
  const { slope, intercept } = refit(logOdds, outcome)
  const mean = (values: ArrayLike<number>) =>
    six(Array.from(values).reduce((sum, one) => sum + one, 0) / pd.length)
  return {
    auc: six(auc(points, outcome)),
    ks: six(ks(points, outcome)),
    brier: six(brier(pd, outcome)),
    slope: six(slope),
    intercept: six(intercept),
    predicted: mean(pd),
    realised: mean(outcome),
  }
}

/** Fewer loans of either kind rank by chance. */
const LEAST_FOR_AUC = 10

function aucOrNull(rows: readonly number[], points: Int32Array, outcome: Uint8Array): number | null {
  const defaults = rows.filter((row) => outcome[row] === 1).length
  if (Math.min(defaults, rows.length - defaults) < LEAST_FOR_AUC) return null
  return six(
    auc(
      rows.map((row) => points[row] as number),
      rows.map((row) => outcome[row] as number),
    ),
  )
}

/** A point for every hundredth of the loans. */
const thinned = (curve: readonly GainsPoint[]) =>
  Array.from({ length: 101 }, (_, at) => {
    const { loans, defaults, repaid } = curve.find((point) => point.loans >= at / 100 - 1e-12) ?? {
      loans: 1,
      defaults: 1,
      repaid: 1,
    }
    return { loans: six(loans), defaults: six(defaults), repaid: six(repaid) }
  })

function grouped(rows: readonly number[], nameOf: (row: number) => string): [string, number[]][] {
  const groups = new Map<string, number[]>()
  for (const row of rows) {
    const name = nameOf(row)
    const group = groups.get(name) ?? []
    group.push(row)
    groups.set(name, group)
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Shares that came out as nothing count as this, or the index would have no bound. */
const LEAST_SHARE = 0.0001

/** Population stability index of two ways of falling into the same bins. */
export function psi(expected: readonly number[], found: readonly number[]): number {
  const share = (counts: readonly number[]) => {
    const all = counts.reduce((sum, one) => sum + one, 0)
    return counts.map((one) => Math.max(LEAST_SHARE, one / Math.max(1, all)))
  }
  const [before, now] = [share(expected), share(found)]
  return six(
    before.reduce((sum, was, at) => sum + ((now[at] as number) - was) * log((now[at] as number) / was), 0),
  )
}

/** Against the tenths the training scores fell into. */
function scorePsi({ training }: ModelContent, points: readonly number[]): number | null {
  const edges = training.tenths
  if (edges.length === 0) return null
  const found = new Array<number>(edges.length + 1).fill(0)
  for (const score of points) {
    const bin = edges.filter((edge) => edge <= score).length
    found[bin] = (found[bin] as number) + 1
  }
  return psi([...training.inTenths], found)
}

function inputPsi({ model }: ModelContent, frame: LabelledFrame): { name: string; psi: number }[] {
  if (model.kind !== 'additive') return []
  return model.terms.map((term) => {
    const binOf = binReader(term, frame)
    const found = new Array<number>(term.rows.bins.length + 1).fill(0)
    for (let row = 0; row < frame.rows; row++) {
      const bin = binOf(row)
      found[bin] = (found[bin] as number) + 1
    }
    return { name: term.name, psi: psi([...term.rows.bins, term.rows.missing], found) }
  })
}
