import { isSentence } from '../refusal.ts'
import { type FromPart, optionsVariable, type ToPart } from './messages.ts'

/** What a part hands back once it is up. */
export type Running = {
  /** Told to the supervisor. */
  readonly facts: Readonly<Record<string, string | number>>
  stop(): Promise<void>
}

/** Milliseconds a part takes to end at most, also where no supervisor is left to see to it. */
const endsWithin = 15_000

const tell = (message: FromPart) =>
  new Promise<void>((done) => process.send?.(message, undefined, undefined, () => done()))

/**
 * The life of a part inside its own process: it starts, says that it is ready, and ends in order when it is asked to or
 * when the supervisor is gone, so that a killed supervisor leaves nothing behind. Asked before it is ready it ends at once.
 */
export const runPart = async <Options>(
  start: (options: Options, say: (line: string) => void) => Promise<Running>,
): Promise<void> => {
  // Nothing was acknowledged yet, and what is half done outlasts a kill: waiting for the start would only keep the folder.
  let asked: () => void = () => process.exit(0)
  const ask = () => asked()
  let endInOrder: () => void = () => {}
  const ending = new Promise<void>((resolve) => {
    endInOrder = resolve
  })
  process.on('message', (message) => (message as ToPart).kind === 'stop' && ask())
  process.once('disconnect', ask)
  // However often: a signal nobody listens to would end it at once, and leave what it started behind.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, ask)
  try {
    const options = JSON.parse(process.env[optionsVariable] ?? '{}') as Options
    // They hold keys, which are no concern of the programs a part starts.
    delete process.env[optionsVariable]
    const running = await start(options, (line) => void tell({ kind: 'said', line }))
    asked = endInOrder
    await tell({ kind: 'ready', facts: running.facts })
    await ending
    setTimeout(() => process.exit(1), endsWithin).unref()
    await running.stop()
    process.exit(0)
  } catch (error) {
    if (isSentence(error)) await tell({ kind: 'refused', sentence: error.message })
    else console.error(error)
    process.exit(1)
  }
}
