/** A bell that one waits for: rung before anybody waits, the next one to wait goes on at once. */
export const openBell = () => {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    /** @returns whether it rang within the time. */
    heard: async (milliseconds: number): Promise<boolean> => {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      const heard = rung
      rung = false
      wake = undefined
      return heard
    },
  }
}
export type Bell = ReturnType<typeof openBell>
