import type { Score } from '@hurong/scoring/explain'

/** One step of a score's sum, in points. */
export type WaterfallStep =
  | { readonly kind: 'average'; readonly from: number; readonly to: number }
  | { readonly kind: 'total'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'part'
      /** Null for those told together. */
      readonly input: string | null
      readonly count: number
      readonly from: number
      readonly to: number
    }

/**
 * The sum of a score step by step: from the average loan over the weightiest parts, those that make it worse first, and
 * the rest together.
 * @param alone How many parts stand alone.
 */
export function stepsOf(
  { points, contributions }: Pick<Score, 'points' | 'contributions'>,
  alone: number,
): readonly WaterfallStep[] {
  const start = contributions.reduce((left, { points: part }) => left - part, points)
  const byWeight = contributions.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const shown = byWeight
    .slice(0, alone)
    .filter(({ points: part }) => part !== 0)
    .toSorted((a, b) => b.points - a.points)
  const rest = byWeight.filter((part) => !shown.includes(part))
  const steps: WaterfallStep[] = [{ kind: 'average', from: start, to: start }]
  let at = start
  const push = (input: string | null, count: number, by: number) => {
    steps.push({ kind: 'part', input, count, from: at, to: at + by })
    at += by
  }
  for (const { input, points: part } of shown) push(input, 1, part)
  if (rest.length > 0)
    push(
      null,
      rest.length,
      rest.reduce((sum, { points: part }) => sum + part, 0),
    )
  steps.push({ kind: 'total', from: at, to: at })
  return steps
}
