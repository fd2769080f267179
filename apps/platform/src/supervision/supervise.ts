import { type ChildProcess, fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Refusal } from '../refusal.ts'
import { backoffAfter, healthyAfter } from './backoff.ts'
import { type FromPart, optionsVariable, type ToPart } from './messages.ts'

/** How one part of the program is started. */
export type Part = {
  readonly name: string
  /** The module that runs as a process of its own and calls `runPart`. */
  readonly module: string
  /** Handed to the process as JSON, in its environment: an argument is there for every user of the machine to read. */
  readonly options: unknown
  readonly log: (line: string) => void
  readonly nodeArguments?: readonly string[]
  /** Aborted before the part is ready the first time, it ends the part. */
  readonly signal?: AbortSignal
}

/** A part that is kept running. */
export type Supervised = {
  /** What the part told about itself when it was ready the first time. */
  readonly facts: Readonly<Record<string, string | number>>
  /** Process id now; undefined between a death and the next start. */
  pid(): number | undefined
  /** How often it was started again. */
  restarts(): number
  /** Asks the part to end in order and starts it again, at once even if it was waiting after a death. */
  restart(): void
  /** Asks the part to end in order and waits for it. */
  stop(): Promise<void>
}

/** After this a part that does not end in order is killed; nothing acknowledged depends on its ending. */
const stopWithin = 15_000
/** A part that was never ready is given up after so many deaths: what is wrong is not going to pass. */
const firstAttempts = 4

/**
 * Starts a part and keeps it running: when it dies it is started again, at once the first time and later with growing
 * pauses. Resolves when it is ready the first time.
 * @throws Refusal with the part's own sentence if it cannot start at all; the reason of `signal` once nothing of it is left.
 */
export const supervise = (part: Part): Promise<Supervised> =>
  new Promise((resolve, reject) => {
    let child: ChildProcess | undefined
    let restarts = 0
    let quickDeaths = 0
    let stopping = false
    let known = false
    let ready = false
    let waiting: NodeJS.Timeout | undefined
    let asked = false
    let gone: () => void = () => {}

    const stop = () =>
      new Promise<void>((done) => {
        stopping = true
        clearTimeout(waiting)
        const running = child
        if (running === undefined) return done()
        const killer = setTimeout(() => running.kill('SIGKILL'), stopWithin)
        gone = () => {
          clearTimeout(killer)
          done()
        }
        // One that still loads its program hears no message.
        if (ready) running.send({ kind: 'stop' } satisfies ToPart, () => {})
        else running.kill('SIGTERM')
      })
    const { signal } = part
    const giveUp = () => {
      if (known) return
      known = true
      void stop().then(() => reject(signal?.reason))
    }

    const restart = () => {
      if (stopping) return
      quickDeaths = 0
      if (child === undefined) {
        clearTimeout(waiting)
        start()
      } else if (!asked) {
        asked = true
        child.send({ kind: 'stop' } satisfies ToPart, () => {})
      }
    }

    const hear = (message: FromPart) => {
      if (message.kind === 'said') part.log(message.line)
      if (message.kind === 'refused') {
        part.log(`${part.name}: ${message.sentence}`)
        if (known) return
        known = true
        stopping = true
        // What a part says last may be heard after its end.
        clearTimeout(waiting)
        reject(new Refusal(message.sentence))
      }
      if (message.kind === 'ready') {
        ready = true
        if (known) return part.log(`${part.name} is up again`)
        known = true
        resolve({ facts: message.facts, pid: () => child?.pid, restarts: () => restarts, restart, stop })
      }
    }

    const start = () => {
      const startedAt = performance.now()
      const running = fork(part.module, [], {
        env: { ...process.env, [optionsVariable]: JSON.stringify(part.options) },
        // A group of its own: the terminal's Ctrl-C reaches the supervisor alone, which then ends the parts in order.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        execArgv: ['--disable-warning=ExperimentalWarning', ...(part.nodeArguments ?? [])],
      })
      child = running
      const words: string[] = []
      for (const stream of [running.stdout, running.stderr]) {
        if (stream)
          createInterface({ input: stream }).on('line', (line) => {
            part.log(line)
            if (words.push(line) > 8) words.shift()
          })
      }
      running.on('message', (message) => hear(message as FromPart))
      running.once('exit', (code, signal) => {
        child = undefined
        ready = false
        gone()
        if (stopping) return
        if (asked) {
          asked = false
          restarts += 1
          start()
          return
        }
        quickDeaths = performance.now() - startedAt > healthyAfter ? 1 : quickDeaths + 1
        if (!known && quickDeaths >= firstAttempts) {
          known = true
          stopping = true
          reject(
            new Refusal(
              `${part.name} does not start (${signal ?? `exit code ${code}`}): ${words.join(' ').trim()}`,
            ),
          )
          return
        }
        restarts += 1
        const pause = backoffAfter(quickDeaths)
        part.log(`${part.name} ended (${signal ?? `exit code ${code}`}); starting it again in ${pause} ms`)
        waiting = setTimeout(start, pause)
      })
    }
    if (signal?.aborted) return reject(signal.reason)
    signal?.addEventListener('abort', giveUp, { once: true })
    start()
  })
