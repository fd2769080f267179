import { apiUrl } from './client.ts'

/** What becomes of a stream; each is told with what it is about. */
export interface StreamListener {
  /** It is there. @param interrupted Whether it was away before, so that what happened meanwhile was not told. */
  readonly onOpen?: (interrupted: boolean) => void
  /** It was answered with something else than a stream, such as that too many are open, or that nobody is signed in. */
  readonly onRefused?: () => void
  readonly on: Readonly<Record<string, (data: string) => void>>
}

/** Milliseconds until a stream that was refused is asked for again, and the most it grows to while it is refused. */
const [shortest, longest] = [60_000, 600_000]

/** Longer each time, and not the same for all who were refused at once. */
const waitAfter = (refusals: number): number =>
  Math.min(longest, shortest * 2 ** refusals) * (1 + Math.random() / 2)

/**
 * Follows a stream of the server. A browser reconnects by itself where the connection broke, and never where it was refused: then
 * it is asked again after a while.
 * @returns Ends it.
 */
export function openStream(path: string, { onOpen, onRefused, on }: StreamListener): () => void {
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  let refusals = 0
  let interrupted = false
  const open = (): void => {
    source = new EventSource(apiUrl(path))
    source.addEventListener('open', () => {
      refusals = 0
      onOpen?.(interrupted)
      interrupted = false
    })
    source.addEventListener('error', () => {
      interrupted = true
      if (source.readyState !== EventSource.CLOSED) return
      again = setTimeout(open, waitAfter(refusals))
      refusals += 1
      onRefused?.()
    })
    for (const [name, listener] of Object.entries(on))
      source.addEventListener(name, (event) => listener((event as MessageEvent<string>).data))
  }
  open()
  return () => {
    clearTimeout(again)
    source.close()
  }
}
