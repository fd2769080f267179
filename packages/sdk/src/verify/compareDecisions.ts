import type { Address, Hex } from 'viem'
import type { LoggedDecision } from '../credit/index.ts'
import type { Difference } from './difference.ts'
import { followDecisions, type StoredDecision } from './followDecisions.ts'
import type { Query } from './openRows.ts'

const text = <T extends string>(value: unknown): T => String(value) as T
const orNull = <T extends string>(value: unknown): T | null => (value === null ? null : text<T>(value))

/** Follows the chain of hashes through the underwriting service's decision log. @returns how many lines it has. */
export const compareDecisions = async (query: Query): Promise<[number, Difference[]]> => {
  const rows = await query('select * from credit_decisions order by index')
  const lines = rows.map(
    (row): StoredDecision => ({
      index: Number(row.index),
      previousHash: text<Hex>(row.previous_hash),
      hash: text<Hex>(row.hash),
      at: Number(row.at),
      outcome: text<LoggedDecision['outcome']>(row.outcome),
      modelHash: text<Hex>(row.model_hash),
      assessmentHash: orNull<Hex>(row.assessment_hash),
      inputsRoot: text<Hex>(row.inputs_root),
      decidedBy: orNull<Address>(row.decided_by),
    }),
  )
  return [rows.length, followDecisions(lines)]
}
