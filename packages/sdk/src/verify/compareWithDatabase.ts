import type { Deployment } from '../deployments/index.ts'
import type { TimedLog } from '../events/index.ts'
import { loansIssuerIndex } from '../loans/index.ts'
import { compareDecisions } from './compareDecisions.ts'
import { compareTrackRecord } from './compareTrackRecord.ts'
import { type Difference, differences } from './difference.ts'
import type { Query } from './openRows.ts'
import { replayEvents } from './replayEvents.ts'
import { accessTables } from './rows/access.ts'
import { creditTables } from './rows/credit.ts'
import { loanTables } from './rows/loans.ts'
import { noteTables } from './rows/notes.ts'
import { participantTables } from './rows/participants.ts'
import { ruleTables } from './rows/rules.ts'
import { compareTable, type Table } from './rows/table.ts'

/** Every table of the read model. Beside them stand what the indexer needs to follow the chain and says of itself. */
export const comparedTables: readonly Table[] = [
  ...participantTables,
  ...loanTables,
  ...noteTables,
  ...ruleTables,
  ...accessTables,
  ...creditTables,
]

/** A block as the chain has it; undefined where it has none of that number. */
export type BlockReader = (
  number: bigint,
) => Promise<{ readonly hash: string; readonly parentHash: string; readonly timestamp: bigint } | undefined>

/** The blocks that the rows say they follow must be the chain's. */
const compareBlocks = async (query: Query, blockAt: BlockReader): Promise<[number, Difference[]]> => {
  const kept = await query('select number, hash, parent_hash, time from blocks')
  const last = await query('select block as number, hash, time from checkpoint')
  const all = [
    ...kept.map((row) => ({ where: 'blocks', row })),
    ...last.map((row) => ({ where: 'checkpoint', row })),
  ]
  const found = await Promise.all(
    all.map(async ({ where, row }) => {
      const block = await blockAt(BigInt(String(row.number)))
      const expected = { hash: block?.hash, time: block?.timestamp }
      const parent = 'parent_hash' in row ? { parent_hash: block?.parentHash } : {}
      return differences(`database, ${where} ${row.number}`, { ...expected, ...parent }, row)
    }),
  )
  return [all.length, found.flat()]
}

/**
 * Compares every row of the read model with what the events say up to the block the rows are at.
 * @throws Error if the rows are of another chain or other contracts, or nothing was indexed yet.
 */
export const compareWithDatabase = async (
  query: Query,
  events: readonly TimedLog[],
  { chainId, contracts, ...rest }: Deployment,
  blockAt: BlockReader,
): Promise<{
  readonly block: number
  readonly checks: number
  readonly differences: readonly Difference[]
}> => {
  const [checkpoint] = await query('select chain_id, notes, block from checkpoint')
  if (checkpoint === undefined) throw new Error('The database holds no chain yet.')
  if (Number(checkpoint.chain_id) !== chainId)
    throw new Error(`The database is of chain ${checkpoint.chain_id}, and this is chain ${chainId}.`)
  if (checkpoint.notes !== contracts.notes.toLowerCase())
    throw new Error(
      `The database is of the contracts at ${checkpoint.notes}, not of those at ${contracts.notes}.`,
    )
  const block = Number(checkpoint.block)
  const read = events.filter(({ blockNumber }) => blockNumber <= BigInt(block))
  const loansIssuer = loansIssuerIndex({ chainId, contracts, ...rest })
  const source = { events: read, books: replayEvents(read), loansIssuer }
  let [checks, found] = await compareBlocks(query, blockAt)
  for (const table of comparedTables) {
    const [rows, differing] = await compareTable(query, table, source)
    checks += rows
    found = [...found, ...differing]
  }
  for (const [lines, differing] of [await compareTrackRecord(query, source), await compareDecisions(query)]) {
    checks += lines
    found = [...found, ...differing]
  }
  return { block, checks, differences: found }
}
