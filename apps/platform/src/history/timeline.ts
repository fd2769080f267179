import { createAgenda } from './agenda.ts'
import type { PlannedCall } from './calls.ts'

/** Transactions that go into one block together. */
export type PlannedBlock = {
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly calls: readonly PlannedCall[]
}

/** The time of a planned history: things are put down for later, and what they send is gathered into blocks. */
export type Timeline = {
  /** The time of the block being planned, seconds since 1970. */
  now(): number
  /** Puts something down for `time`, or for now if that is over. */
  at(time: number, act: () => void): void
  /** Sends a transaction in the block being planned. */
  send(call: PlannedCall): void
  /** How many transactions were planned so far. */
  sent(): number
  /** Lets time run and yields each block with something in it. What lies after `end` does not happen. */
  blocks(): Generator<PlannedBlock>
}

/** Far below what the node puts into one block, by gas as by number: the node must never have to leave one out. */
const greatestGas = 800_000_000n
const greatestCount = 400

/**
 * @param slot Seconds: all that falls due within one slot happens at its end, so that thousands of days make few blocks.
 * @param end The last moment.
 */
export const createTimeline = (start: number, slot: number, end: number): Timeline => {
  const agenda = createAgenda<() => void>()
  let now = start
  let total = 0
  let calls: PlannedCall[] = []

  function* cut(): Generator<PlannedBlock> {
    let block: PlannedCall[] = []
    let gas = 0n
    for (const call of calls) {
      if (block.length === greatestCount || gas + call.gas > greatestGas) {
        yield { timestamp: now, calls: block }
        block = []
        gas = 0n
      }
      block.push(call)
      gas += call.gas
    }
    if (block.length > 0) yield { timestamp: now, calls: block }
    calls = []
  }

  return {
    now: () => now,
    at: (time, act) => agenda.put(Math.max(time, now), act),
    send(call) {
      calls.push(call)
      total += 1
    },
    sent: () => total,
    *blocks() {
      for (let next = agenda.next(); next !== undefined && next <= end; next = agenda.next()) {
        now = Math.max(now, Math.min(Math.ceil(next / slot) * slot, end))
        for (let due = agenda.next(); due !== undefined && due <= now; due = agenda.next()) agenda.take()?.()
        yield* cut()
      }
    },
  }
}
