import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemonstrationAccount } from '@hurong/sdk/api'
import { writeWhole } from '../folder/identity.ts'
import type { Start } from '../history/ground.ts'

/** What is written down of a demonstration market, so that its building goes on after a crash. */
export type DemonstrationState = {
  readonly seed: number
  /** The moment it was built for, seconds since 1970. */
  readonly end: number
  readonly scale: number
  readonly start: Start
  /** How many loans it is made of. */
  readonly loans: number
  /** The last block of its history; undefined until it stands complete. */
  readonly lastBlock: number | undefined
  readonly accounts: readonly DemonstrationAccount[]
}

const stateFile = (dataFolder: string) => join(dataFolder, 'demonstration.json')

/** What is written down; undefined where no building was begun. */
export const readState = (dataFolder: string): DemonstrationState | undefined => {
  const path = stateFile(dataFolder)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as DemonstrationState) : undefined
}

export const writeState = (dataFolder: string, state: DemonstrationState): void =>
  writeWhole(stateFile(dataFolder), state)

/** The accounts a visitor may act as; none until the demonstration stands complete. */
export const readAccounts = (dataFolder: string): readonly DemonstrationAccount[] =>
  readState(dataFolder)?.accounts ?? []

/** Whether the demonstration stands complete. */
export const isBuilt = (dataFolder: string): boolean => readState(dataFolder)?.lastBlock !== undefined

/** What is complete stays so: it is asked for at every transaction and every page, and read from the disk until then only. */
const complete = new Map<string, DemonstrationState>()

const progressOf = (dataFolder: string): DemonstrationState | undefined => {
  const state = complete.get(dataFolder) ?? readState(dataFolder)
  if (state?.lastBlock !== undefined) complete.set(dataFolder, state)
  return state
}

/** Whether the demonstration was begun and does not stand complete yet. */
export const isBeingBuilt = (dataFolder: string): boolean => {
  const state = progressOf(dataFolder)
  return state !== undefined && state.lastBlock === undefined
}

/**
 * How many loans the demonstration is going to have; null once all its blocks, up to `readUntil`, were built and read.
 * 0 before it was begun.
 */
export const loansExpected = (dataFolder: string, readUntil: number): number | null => {
  const state = progressOf(dataFolder)
  return state?.lastBlock !== undefined && readUntil >= state.lastBlock ? null : (state?.loans ?? 0)
}
