/** Waits so many milliseconds, or until the signal; in the browser too. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      globalThis.clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = globalThis.setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done)
  })
