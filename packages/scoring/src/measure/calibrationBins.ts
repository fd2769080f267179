import { type Band, wilson } from '@hurong/finance'

/** Loans of about the same probability of default: what was told and what happened. */
export interface CalibrationBin {
  readonly rows: number
  readonly defaults: number
  /** Mean probability told. */
  readonly predicted: number
  /** Share that defaulted, and the band in which the true rate lies with 95 % confidence. */
  readonly realised: number
  readonly band: Band
}

/** Parts the rows, safest first, into `count` bins of as equal a number as can be, and compares told with happened. */
export function calibrationBins(
  probabilities: ArrayLike<number>,
  outcome: ArrayLike<number>,
  count = 10,
): CalibrationBin[] {
  const rows = probabilities.length
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => (probabilities[a] as number) - (probabilities[b] as number),
  )
  const bins: CalibrationBin[] = []
  for (let bin = 0; bin < count; bin++) {
    const some = order.subarray(Math.floor((bin * rows) / count), Math.floor(((bin + 1) * rows) / count))
    if (some.length === 0) continue
    let [defaults, told] = [0, 0]
    for (const row of some) {
      defaults += outcome[row] as number
      told += probabilities[row] as number
    }
    bins.push({
      ...{ rows: some.length, defaults, predicted: told / some.length },
      ...{ realised: defaults / some.length, band: wilson(defaults, some.length) },
    })
  }
  return bins
}
