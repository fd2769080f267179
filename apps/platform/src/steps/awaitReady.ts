import type { Progress } from './progress.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Waits until the server has read the whole chain, so that the first page shows all of it. After `within` milliseconds
 * it goes on without: a chain that is slow to read keeps nobody from the pages.
 */
export const awaitReady = async (url: string, progress: Progress, within = 60_000): Promise<void> => {
  const until = Date.now() + within
  while (Date.now() < until) {
    try {
      const answer = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5_000) })
      const { indexed, head } = (await answer.json()) as { indexed?: number | null; head?: number | null }
      if (answer.ok) return progress.end(`block ${indexed} of ${head}`)
      if (indexed != null && head != null) progress.to(indexed, head)
    } catch {
      // Not listening yet, or busy: asked again below.
    }
    await pause(100)
  }
  progress.end('still reading the chain; the pages fill as it goes on')
}
