import { type Address, type Hex, zeroHash } from 'viem'
import { hashDecision, type LoggedDecision } from '../credit/index.ts'
import type { Difference } from './difference.ts'
import type { Query } from './openRows.ts'

const text = <T extends string>(value: unknown): T => String(value) as T

/** Follows the chain of hashes through the underwriting service's decision log. @returns how many lines it has. */
export const compareDecisions = async (query: Query): Promise<[number, Difference[]]> => {
  const rows = await query('select * from credit_decisions order by index')
  const differing: Difference[] = []
  let previousHash: Hex = zeroHash
  for (const [place, row] of rows.entries()) {
    const where = `decision log, line ${row.index}`
    const say = (what: string, expected: unknown, found: unknown) => {
      if (String(expected) !== String(found))
        differing.push({ where, what, expected: String(expected), found: String(found) })
    }
    say('index', place + 1, row.index)
    say('previous hash', previousHash, row.previous_hash)
    const line: LoggedDecision = {
      index: Number(row.index),
      previousHash: text<Hex>(row.previous_hash),
      at: Number(row.at),
      outcome: text<LoggedDecision['outcome']>(row.outcome),
      modelHash: text<Hex>(row.model_hash),
      assessmentHash: row.assessment_hash === null ? null : text<Hex>(row.assessment_hash),
      inputsRoot: text<Hex>(row.inputs_root),
      decidedBy: row.decided_by === null ? null : text<Address>(row.decided_by),
    }
    say('hash', hashDecision(line), row.hash)
    previousHash = text<Hex>(row.hash)
  }
  return [rows.length, differing]
}
