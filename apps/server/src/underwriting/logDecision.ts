import { hashDecision, type LoggedDecision } from '@hurong/sdk'
import { desc } from 'drizzle-orm'
import { zeroHash } from 'viem'
import type { Executor } from '../database/database.ts'
import { takeTurn } from '../database/locks.ts'
import { creditDecisions } from '../database/schema.ts'

export type Decision = Omit<LoggedDecision, 'index' | 'previousHash'>

/** Where a line of the log stands, and its hash, which holds all lines up to it. */
export interface LogPlace {
  readonly index: number
  readonly hash: string
}

/** Writes the next line of the log. Call inside the transaction that does what was decided: one line at a time, none without the other. */
export const logDecision = async (tx: Executor, decision: Decision): Promise<LogPlace> => {
  await takeTurn(tx, 'decisionLog')
  const [last] = await tx.select().from(creditDecisions).orderBy(desc(creditDecisions.index)).limit(1)
  const line: LoggedDecision = {
    ...decision,
    index: (last?.index ?? 0) + 1,
    previousHash: (last?.hash ?? zeroHash) as `0x${string}`,
  }
  const hash = hashDecision(line)
  await tx.insert(creditDecisions).values({ ...line, hash })
  return { index: line.index, hash }
}
