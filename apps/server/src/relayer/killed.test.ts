import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseSettings, openDatabase } from '../database/open.ts'
import { relayerTransactions } from '../database/schema.ts'
import { anAccount, balanceOf, currencyCall, keyOf, type RpcOperation, signed } from '../fixtures/accounts.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { type Ground, openGround, type RpcAnswer, relayerAccount, startRelayer } from '../fixtures/relayer.ts'
import type { RelayerPoint } from './settings.ts'

const program = fileURLToPath(new URL('../fixtures/relayerChild.ts', import.meta.url))
const points: readonly RelayerPoint[] = ['signed', 'saved', 'broadcast', 'mined']
const address = privateKeyToAccount(keyOf(relayerAccount)).address

describe.each(databaseKinds)('a relayer over %s that is killed', (_, openSource) => {
  let ground: Ground
  let source: DatabaseSource
  let settings: DatabaseSettings
  const folder = mkdtempSync(join(tmpdir(), 'hurong-relayer-'))
  beforeAll(async () => {
    ground = await openGround()
    source = await openSource()
    settings = await source.make()
  })
  afterAll(async () => {
    await source?.close()
    await ground?.anvil.close()
    rmSync(folder, { recursive: true, force: true })
  })
  // A killed process leaves its lease behind; the next waits until it has run out.
  const pace = { lookEvery: 20, lease: 500 }

  /** A process that ends itself at a point. @returns what it answers before. */
  const start = async (point: RelayerPoint, time = 1, patience = 30_000) => {
    const file = join(folder, 'settings.json')
    const { market, contracts, anvil } = ground
    const given = { deployment: market.deployment, contracts, rpcUrl: anvil.url, pace: { ...pace, patience } }
    writeFileSync(
      file,
      JSON.stringify({ ...given, databaseSettings: settings, relayerKey: keyOf(relayerAccount) }),
    )
    const child = spawn(process.execPath, [program, file, point, String(time)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.once('exit', (_code, signal) => resolve(signal)),
    )
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const next = async () => (await lines.next()).value as string | undefined
    expect(await next()).toBe('works')
    return {
      ended,
      send: async (operation: RpcOperation): Promise<RpcAnswer | undefined> => {
        const params = [operation, contracts.entryPoint]
        child.stdin.write(
          `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_sendUserOperation', params })}\n`,
        )
        const line = await next()
        return line === undefined ? undefined : (JSON.parse(line) as RpcAnswer)
      },
    }
  }
  const nonceNow = () => ground.market.publicClient.getTransactionCount({ address })

  test.each(points)(
    'when a transaction was %s does what it took all the same, once and without a gap',
    async (point) => {
      const { market, contracts } = ground
      const account = await anAccount(market, contracts)
      const operation = await signed(account, [currencyCall(market, 'faucet', 3n)])
      const before = await nonceNow()
      const child = await start(point)
      const answer = await child.send(operation)
      expect(await child.ended).toBe('SIGKILL')

      const relayer = await startRelayer(ground, { pace }, settings)
      await relayer.working()
      // Its owner heard of it, or sends it again: that makes one of it.
      const { result: hash } = await relayer.send(operation)
      if (answer?.result !== undefined) expect(hash).toBe(answer.result)
      expect(await relayer.done(hash)).toMatchObject({ success: true })
      expect(await balanceOf(market, account.address)).toBe(3n)
      expect(await nonceNow()).toBe(before + 1)
      await relayer.close()

      const { database, close } = await openDatabase(settings)
      const saved = await database.select().from(relayerTransactions)
      await close()
      expect(new Set(saved.map(({ nonce }) => nonce)).size).toBe(await nonceNow())
      expect(saved.filter(({ operations }) => operations.includes(hash as Hex))).toHaveLength(1)
    },
  )

  /** What may become of the transaction that was to be replaced, while nobody works. */
  const meanwhile = {
    'the one it was to replace is in a block': async () => {
      await ground.market.test.mine({ blocks: 1 })
    },
    'the node forgot both': async () => {
      await ground.market.publicClient.request({ method: 'anvil_dropAllTransactions' as never })
    },
  }
  const replacing = (['signed', 'saved', 'broadcast'] as const).flatMap((point) =>
    Object.keys(meanwhile).map((what) => [point, what as keyof typeof meanwhile] as const),
  )
  test.each(replacing)(
    'when a replacement of a stuck transaction was %s, and %s, does what it took once and without a gap',
    async (point, what) => {
      const { market, contracts } = ground
      const account = await anAccount(market, contracts)
      const operation = await signed(account, [currencyCall(market, 'faucet', 7n)])
      const before = await nonceNow()
      await market.test.setAutomine(false)
      try {
        const child = await start(point, 2, 300)
        const { result: hash } = (await child.send(operation)) ?? {}
        expect(await child.ended).toBe('SIGKILL')
        await meanwhile[what]()
        const relayer = await startRelayer(ground, { pace: { ...pace, patience: 300 } }, settings)
        await relayer.working()
        await market.test.setAutomine(true)
        await market.test.mine({ blocks: 1 })
        expect(await relayer.done(hash)).toMatchObject({ success: true })
        expect((await relayer.send(operation)).result).toBe(hash)
        // One more, so that a gap would show: nothing after it could come into a block.
        const next = await anAccount(market, contracts)
        await relayer.done(
          (await relayer.send(await signed(next, [currencyCall(market, 'faucet', 1n)]))).result,
        )
        await expect
          .poll(async () => {
            const all = await relayer.database.select().from(relayerTransactions)
            return all.filter(({ status }) => status === 'open')
          })
          .toEqual([])
        expect(await balanceOf(market, account.address)).toBe(7n)
        expect(await nonceNow()).toBe(before + 2)
        const saved = await relayer.database.select().from(relayerTransactions)
        const bringing = saved.filter(({ operations }) => operations.includes(hash as Hex))
        expect(new Set(bringing.map(({ nonce }) => nonce))).toEqual(new Set([before]))
        expect(bringing.filter(({ status }) => status === 'mined')).toHaveLength(1)
        await relayer.close()
      } finally {
        await market.test.setAutomine(true)
      }
    },
  )
})
