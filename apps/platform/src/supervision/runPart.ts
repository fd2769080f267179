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
 * when the supervisor is gone, so that a killed supervisor leaves nothing behind.
 */
export const runPart = async <Options>(
  start: (options: Options, say: (line: string) => void) => Promise<Running>,
): Promise<void> => {
  let asked: () => void = () => {}
  const ending = new Promise<void>((resolve) => {
    asked = resolve
  })
  process.on('message', (message) => (message as ToPart).kind === 'stop' && asked())
  process.once('disconnect', asked)
  process.once('SIGTERM', asked)
  try {
    const options = JSON.parse(process.env[optionsVariable] ?? '{}') as Options
    // They hold keys, which are no concern of the programs a part starts.
    delete process.env[optionsVariable]
    const running = await start(options, (line) => void tell({ kind: 'said', line }))
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
