/**
 * Does many things in one go: what is asked for while a run is under way goes together into the next.
 * @param run Answers in the order of what it is given; an Error in the place of what failed by itself.
 * @param pause Milliseconds from one run to the next: who comes alone waits for nothing, and many come together.
 */
export const gather = <Asked, Answer>(
  run: (asked: readonly Asked[]) => Promise<readonly (Answer | Error)[]>,
  { atMost = 200, pause = 0 } = {},
): ((one: Asked) => Promise<Answer>) => {
  interface Waiting {
    readonly one: Asked
    readonly resolve: (answer: Answer) => void
    readonly reject: (error: Error) => void
  }
  let waiting: Waiting[] = []
  let working = false
  let ranAt = Number.NEGATIVE_INFINITY
  const work = async (): Promise<void> => {
    if (working) return
    working = true
    // What comes at the same moment comes together.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const early = ranAt + pause - performance.now()
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
      ranAt = performance.now()
      const [now, later] = [waiting.slice(0, atMost), waiting.slice(atMost)]
      waiting = later
      try {
        const answers = await run(now.map(({ one }) => one))
        for (const [index, { resolve, reject }] of now.entries()) {
          const answer = answers[index]
          if (answer instanceof Error) reject(answer)
          else resolve(answer as Answer)
        }
      } catch (error) {
        for (const { reject } of now) reject(error as Error)
      }
    }
    working = false
  }
  return (one) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      void work()
    })
}
