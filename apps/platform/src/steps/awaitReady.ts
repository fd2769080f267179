import type { Progress } from './progress.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Waits until the server has read the chain up to block `head`, so that the first page shows all of it. After `within` milliseconds
 * it goes on without: a chain that is slow to read keeps nobody from the pages.
 */
export const awaitReady = async (
  url: string,
  head: number,
  progress: Progress,
  within = 60_000,
): Promise<void> => {
  const until = Date.now() + within
  while (Date.now() < until) {
    try {
      const answer = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5_000) })
      const { indexed } = (await answer.json()) as { indexed?: number | null }
      if (indexed != null && indexed >= head) return progress.end(`block ${indexed}`)
      if (indexed != null) progress.to(indexed, head)
    } catch {
      // Not listening yet, or busy: asked again below.
    }
    await pause(100)
  }
  progress.end('still reading the chain; the pages fill as it goes on')
}
