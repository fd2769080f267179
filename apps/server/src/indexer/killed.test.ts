import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseSettings, openDatabase } from '../database/open.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { dump } from '../fixtures/dump.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { readCheckpoint } from './checkpoint.ts'
import { follower } from './follow.ts'
import { openRpc } from './rpc.ts'

const day = 86_400
const program = fileURLToPath(new URL('../fixtures/indexerChild.ts', import.meta.url))

describe.each(databaseKinds)('an indexer killed while it writes to %s', (_, openSource) => {
  let anvil: Awaited<ReturnType<typeof startAnvil>>
  let market: Market
  let source: DatabaseSource
  const folder = mkdtempSync(join(tmpdir(), 'hurong-killed-'))
  let child: ChildProcess | undefined

  /** Starts the indexer as a process of its own. @returns the block it says next. */
  const start = (settings: DatabaseSettings) => {
    const file = join(folder, 'settings.json')
    writeFileSync(file, JSON.stringify({ ...settings, rpcUrl: anvil.url, deployment: market.deployment }))
    const started = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    let last = 0
    let wake = () => {}
    started.stdout.on('data', (text: Buffer) => {
      last = Number(text.toString().trim().split('\n').at(-1))
      wake()
    })
    started.once('exit', () => wake())
    return {
      /** Resolves when a block from this one on is written. */
      reached: async (block: number) => {
        while (last < block) {
          if (started.exitCode !== null) throw new Error(`The indexer ended with ${started.exitCode}.`)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      },
      kill: () =>
        new Promise<void>((resolve) => {
          started.once('exit', () => resolve())
          started.kill('SIGKILL')
        }),
    }
  }
  /** Makes things happen on the chain: a raise, a draw, payments, claims. */
  const live = async (loans: number) => {
    for (let i = 0; i < loans; i++) {
      const loanId = await market.aLoan({ principal: 600_000_000n, count: 12 })
      await market.passTime(31 * day)
      await (await market.as.bob.loans.repay({ loanId, amount: 50_000_000n })).wait()
      const claim = { seriesIds: [loanId], holder: market.address('alice') }
      await (await market.as.dave.notes.claim(claim)).wait()
      await (await market.as.bob.loans.payOff({ loanId, greatestAmount: 1_000_000_000n })).wait()
    }
  }
  const headNow = async () => Number(await market.publicClient.getBlockNumber())

  beforeAll(async () => {
    anvil = await startAnvil()
    market = await openMarket(anvil.url)
    source = await openSource()
    await live(4)
  })
  afterAll(async () => {
    child?.kill('SIGKILL')
    await source?.close()
    await anvil?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('again and again has, when started anew, the very rows of one that was never killed', async () => {
    const settings = await source.make()
    const reached: number[] = []
    for (let kill = 0; kill < 4; kill++) {
      const writing = live(1)
      const indexer = start(settings)
      const first = (reached.at(-1) ?? market.deployment.deployedAtBlock) + 1
      await indexer.reached(first)
      // Somewhere in what comes next: reading, between two statements, in a commit.
      await setTimeout(Math.random() * 150)
      await indexer.kill()
      const { database, close } = await openDatabase(settings)
      reached.push((await readCheckpoint(database))?.block ?? 0)
      await close()
      expect(reached.at(-1)).toBeGreaterThanOrEqual(first)
      await writing
    }

    const indexer = start(settings)
    await indexer.reached(await headNow())
    await indexer.kill()

    const rpc = openRpc(anvil.url)
    const { deployment } = market
    const log = pino({ level: 'silent' })
    const anew = await source.open()
    await follower({ database: anew.database, rpc, deployment, log }).step()
    const killed = await openDatabase(settings)
    expect(await dump(killed.database)).toEqual(await dump(anew.database))
    await killed.close()
    await anew.close()
  }, 600_000)
})
