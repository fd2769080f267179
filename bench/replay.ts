import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ReplayResult, runReplay } from '@hurong/platform/replay'
import { SAMPLE_FILE } from '@hurong/tape'
import type { Bench } from './results.ts'

/** The whole tape, where this machine has it; the sample else. */
const tape = (): { file: URL; loans: number } => {
  const told = process.env.HURONG_TAPE
  const beside = join(import.meta.dirname, '..', '..', 'shared', 'data', 'lendingclub-2007-2010.csv.gz')
  if (told) return { file: pathToFileURL(told), loans: 1_000 }
  return existsSync(beside)
    ? { file: pathToFileURL(beside), loans: 1_000 }
    : { file: SAMPLE_FILE, loans: 300 }
}

/** Brings real loans of 200 investors through their whole lives, and checks every figure afterwards. */
export const bench: Bench = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-bench-'))
  try {
    const { file, loans } = tape()
    say(`${loans} loans, 200 investors`)
    const began = performance.now()
    const result: ReplayResult = await runReplay({
      ...{ file, loans, investors: 200, seed: 1, port: 0, dataFolder: folder },
      log: () => {},
      progress: () => ({ to: () => {}, end: () => {} }),
    })
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const { faults } = result.reconciliation
    if (faults.length > 0) throw new Error(`${faults.length} figures do not reconcile: ${faults[0]}`)
    return {
      [`replay.seconds.${loans}loans`]: { value: seconds, unit: 's', goal: '<= 600' },
      'replay.transactions': { value: result.transactions, unit: 'transactions' },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
