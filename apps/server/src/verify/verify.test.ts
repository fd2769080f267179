import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readEvents, withTimes } from '@hurong/sdk'
import { writeDeployment } from '@hurong/sdk/node'
import { comparedTables, compareWithChain, compareWithDatabase, replayEvents } from '@hurong/sdk/verify'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Executor, rowsOf } from '../database/database.ts'
import { type DatabaseSettings, openDatabase } from '../database/open.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { liveThrough } from '../fixtures/life.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { follower } from '../indexer/follow.ts'
import { openRpc } from '../indexer/rpc.ts'
import { changingNames, changingTables, growingNames, growingTables } from '../indexer/tables.ts'

const sdk = dirname(createRequire(import.meta.url).resolve('@hurong/sdk'))
const followed = [
  ...changingNames.map((name) => changingTables[name]),
  ...growingNames.map((name) => growingTables[name]),
]

interface Column {
  readonly name: string
  readonly type: string
}
const columnsOf = async (executor: Executor, table: string): Promise<Column[]> =>
  rowsOf<Column>(
    await executor.execute(
      sql`select column_name as name, data_type as type from information_schema.columns where table_name = ${table} order by ordinal_position`,
    ),
  )

/** Another value of the same type. */
const another = ({ name, type }: Column) => {
  const column = sql.identifier(name)
  if (type === 'boolean') return sql`not ${column}`
  if (type === 'jsonb') return sql`'{"forged":"1"}'::jsonb`
  if (type === 'text') return sql`coalesce(${column}, '') || 'f'`
  return sql`coalesce(${column}, 0) + 1`
}

/** Changes one figure in one row: that of a holder who holds something, of a loan that runs, of whatever comes first. */
const corrupt = async (executor: Executor, table: string, column: Column) => {
  const order = table === 'holdings' ? sql`order by balance desc` : sql``
  await executor.execute(
    sql`update ${sql.identifier(table)} set ${sql.identifier(column.name)} = ${another(column)} where ctid = (select ctid from ${sql.identifier(table)} ${order} limit 1)`,
  )
}

/** Of what the contracts keep no list, or nothing at all: what is not told of it is not looked for. */
const listedNowhere = [
  ...['accessManager.RoleGranted', 'accessManager.RoleLabel', 'accessManager.OperationScheduled'],
  ...['participants.PolicySet', 'participants.LimitsSet', 'participants.RelationSet'],
  // The notes of it, the closing after it and the loan's own instalments tell the same.
  ...['notes.SeriesOpened', 'loans.FundingReopened', 'creditRecord.InstalmentsRecorded'],
]

/** What the tables themselves would refuse is to be found too: somebody may have changed them. */
const dropChecks = async (executor: Executor) => {
  const checks = rowsOf<{ table: string; name: string }>(
    await executor.execute(
      sql`select conrelid::regclass::text as table, conname as name from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`,
    ),
  )
  for (const check of checks)
    await executor.execute(
      sql`alter table ${sql.raw(check.table)} drop constraint ${sql.identifier(check.name)}`,
    )
}

describe.each(databaseKinds)('verify, of rows in %s', (kind, openSource) => {
  let anvil: Awaited<ReturnType<typeof startAnvil>>
  let market: Market
  let source: DatabaseSource
  let settings: DatabaseSettings
  const folder = mkdtempSync(join(tmpdir(), 'hurong-verify-'))

  beforeAll(async () => {
    anvil = await startAnvil()
    market = await openMarket(anvil.url)
    await liveThrough(market)
    source = await openSource()
    settings = await source.make()
    const { database, close } = await openDatabase(settings)
    const log = pino({ level: 'silent' })
    await follower({ database, rpc: openRpc(anvil.url), deployment: market.deployment, log }).step()
    await dropChecks(database)
    await close()
  })
  afterAll(async () => {
    await source?.close()
    await anvil?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The program as anybody runs it. */
  const verify = () => {
    const program = join(sdk, 'verify/main.ts')
    const deployment = writeDeployment(folder, market.deployment)
    const database = settings.databaseUrl ?? settings.dataDir ?? ''
    const args = [program, '--rpc', anvil.url, '--deployment', deployment, '--database', database]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        text += chunk
      })
    return new Promise<{ status: number | null; text: string }>((resolve) =>
      child.once('close', (status) => resolve({ status, text })),
    )
  }
  const withDatabase = async (act: (executor: Executor) => Promise<void>) => {
    const { database, close } = await openDatabase(settings)
    await act(database)
    await close()
  }

  test('finds rows that are right equal, and ends with 0', async () => {
    const { status, text } = await verify()
    expect(text).not.toContain('DIFFERS')
    expect(status).toBe(0)
    expect(text).toMatch(/Database at block \d+: [1-9]\d* rows, 0 differences\./)
  })

  test('compares every table that the indexer writes, each of which has a row to compare', async () => {
    expect(comparedTables.map(({ name }) => name).sort()).toEqual(followed.map(({ name }) => name).sort())
    await withDatabase(async (executor) => {
      for (const { name } of comparedTables) {
        const [row] = rowsOf(await executor.execute(sql`select 1 from ${sql.identifier(name)} limit 1`))
        expect(row, name).toBeDefined()
      }
    })
  })

  test.runIf(kind === 'PostgreSQL')(
    'notices whichever event a node leaves out, by the others or by what is stored',
    async () => {
      const { publicClient, deployment } = market
      const context = { publicClient, deployment }
      const head = await publicClient.getBlockNumber({ cacheTime: 0 })
      const events = await withTimes(context, await readEvents(context, { toBlock: head }))
      const nameOf = ({ contract, name }: (typeof events)[number]) => `${contract}.${name}`
      const unseen: string[] = []
      for (const name of new Set(events.map(nameOf))) {
        const last = events.findLastIndex((event) => nameOf(event) === name)
        const books = replayEvents(events.filter((_, place) => place !== last))
        const { differences } = await compareWithChain(context, books, head)
        if (books.faults.length + differences.length === 0) unseen.push(name)
      }
      expect(unseen.filter((name) => !listedNowhere.includes(name))).toEqual([])
      const { differences } = await compareWithChain(context, replayEvents(events), head)
      expect(differences).toEqual([])
    },
  )

  // What is compared is the same on both; once is enough of so many comparisons.
  test.runIf(kind === 'PostgreSQL')(
    'names each figure that was changed, whichever column of whichever table it stands in',
    async () => {
      const { publicClient, deployment } = market
      const context = { publicClient, deployment }
      const head = await publicClient.getBlockNumber({ cacheTime: 0 })
      const events = await withTimes(context, await readEvents(context, { toBlock: head }))
      const { database, close } = await openDatabase(settings)
      const unseen: string[] = []
      let figures = 0
      for (const { name, keys } of followed) {
        const keyColumns = keys.map(([, column]) => column)
        for (const column of await columnsOf(database, name)) {
          if (keyColumns.includes(column.name)) continue
          figures += 1
          await database
            .transaction(async (tx) => {
              await corrupt(tx, name, column)
              const query = async (text: string) =>
                rowsOf<Record<string, unknown>>(await tx.execute(sql.raw(text)))
              const blockAt = (blockNumber: bigint) => publicClient.getBlock({ blockNumber })
              const { differences } = await compareWithDatabase(query, events, deployment, blockAt)
              if (!differences.some(({ where }) => where.startsWith(`database, ${name} `)))
                unseen.push(`${name}.${column.name}`)
              tx.rollback()
            })
            .catch((error: Error) => {
              if (error.constructor.name !== 'TransactionRollbackError') throw error
            })
        }
      }
      await close()
      expect(unseen).toEqual([])
      expect(figures).toBeGreaterThan(150)
    },
  )

  test('ends with 1 and names every table in which one figure was changed, and rows left out or made up', async () => {
    const changed: string[] = []
    await withDatabase(async (executor) => {
      for (const { name, keys } of followed) {
        const keyColumns = keys.map(([, column]) => column)
        const own = (await columnsOf(executor, name)).filter((column) => !keyColumns.includes(column.name))
        const figure = own.find(({ type }) => type !== 'text') ?? own[0]
        if (figure === undefined) throw new Error(`${name} has no figure.`)
        await corrupt(executor, name, figure)
        changed.push(name)
      }
      await executor.execute(sql`delete from claims where id = (select max(id) from claims)`)
      await executor.execute(
        sql`insert into held_cash (currency, account, amount) values (${market.currency.toLowerCase()}, ${market.address('bob').toLowerCase()}, 1)`,
      )
      await executor.execute(
        sql`update blocks set hash = parent_hash where number = (select max(number) from blocks)`,
      )
    })
    const { status, text } = await verify()
    expect(status).toBe(1)
    for (const name of [...changed, 'blocks'])
      expect(text, name).toMatch(new RegExp(`DIFFERS database, ${name} .+: .+ is .*; the events say .*\\.`))
    expect(text).toMatch(/DIFFERS database, claims \d+: row is missing; the events say there\./)
    expect(text).toContain(`${market.address('bob').toLowerCase()}: row is there; the events say none.`)
  })

  test('ends with 2 where it cannot compare: an empty database, and that of other contracts', async () => {
    await withDatabase(async (executor) => {
      await executor.execute(sql`update checkpoint set notes = '0x00'`)
    })
    const other = await verify()
    expect([other.status, other.text]).toEqual([2, expect.stringContaining('is of the contracts at 0x00')])
    await withDatabase(async (executor) => {
      await executor.execute(sql`delete from checkpoint`)
    })
    const empty = await verify()
    expect([empty.status, empty.text]).toEqual([
      2,
      expect.stringContaining('The database holds no chain yet.'),
    ])
  })
})
