/** What a learner is doing: `done` of `all` models it trains along the way. */
export interface Progress {
  readonly stage: 'crossFitting' | 'training'
  readonly done: number
  readonly all: number
}

export type OnProgress = (progress: Progress) => void
