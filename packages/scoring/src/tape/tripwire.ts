import type { Input, LabelledFrame } from '../data/frame.ts'
import { auc } from '../measure/auc.ts'
import { Refusal } from '../refusal.ts'

/** No honest input tells good from bad this well alone. */
export const LEAK_AUC = 0.95

/** Fewer loans of either kind are told apart by chance. */
const LEAST_OF_EACH = 10

/**
 * Refuses an input that alone separates defaulted from repaid loans nearly perfectly: it knows the outcome.
 * @throws Refusal that names the input.
 */
export function refuseLeaks(frame: LabelledFrame, tape: string): void {
  const defaulted = frame.outcome.reduce((sum, one) => sum + one, 0)
  if (Math.min(defaulted, frame.rows - defaulted) < LEAST_OF_EACH) return
  for (const input of frame.inputs) {
    const area = separation(input, frame.outcome)
    if (area > LEAK_AUC)
      throw new Refusal(
        `${tape}: the input ${input.name} alone separates defaulted from repaid loans almost perfectly ` +
          `(AUC ${area.toFixed(3)}): it knows the outcome. Say in the schema that its column is known only afterwards.`,
      )
  }
}

/** AUC of one input alone, from 0.5 to 1, whichever way it points; missing values stand at the better end. */
export function separation(input: Input, outcome: Uint8Array): number {
  if (input.kind === 'categorical') return auc(rateOfOthers(input.codes, outcome), outcome)
  const at = (end: number) => input.values.map((value) => (Number.isNaN(value) ? end : value))
  const both = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map((end) => auc(at(end), outcome))
  return Math.max(...both.map((area) => Math.max(area, 1 - area)))
}

/** The default rate of the other rows of a row's level, so that a rare level does not know itself by heart. */
function rateOfOthers(codes: Int32Array, outcome: Uint8Array): Float64Array {
  const rows = new Map<number, number>()
  const defaults = new Map<number, number>()
  codes.forEach((code, row) => {
    rows.set(code, (rows.get(code) ?? 0) + 1)
    defaults.set(code, (defaults.get(code) ?? 0) + (outcome[row] ?? 0))
  })
  const all = outcome.reduce((sum, one) => sum + one, 0) / outcome.length
  return Float64Array.from(codes, (code, row) => {
    const others = (rows.get(code) ?? 1) - 1
    // A level with few rows is drawn towards the rate of all.
    return ((defaults.get(code) ?? 0) - (outcome[row] ?? 0) + all) / (others + 1)
  })
}
