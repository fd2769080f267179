import type { LoanDetail } from '@hurong/sdk/api'

/** Where the draw of a filled loan stands; `at` is the day that matters to who reads. */
export interface Drawing {
  readonly kind: 'notYet' | 'open' | 'over'
  readonly at: number
}

/** Whether a filled loan may be drawn at `now`. Once the period is over it still may, until somebody cancels the loan. */
export function drawingOf(
  { drawableFrom, terms }: Pick<LoanDetail, 'drawableFrom' | 'terms'>,
  now: number,
): Drawing | null {
  if (drawableFrom === null) return null
  if (now < drawableFrom) return { kind: 'notYet', at: drawableFrom }
  const until = drawableFrom + terms.drawPeriod
  return { kind: now <= until ? 'open' : 'over', at: until }
}
