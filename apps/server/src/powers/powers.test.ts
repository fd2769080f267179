import { type ContractName, contractAbis, ROLES } from '@hurong/sdk'
import { Operation, Powers, page } from '@hurong/sdk/api/schemas'
import { pino } from 'pino'
import { type Abi, type AbiFunction, type Hex, toFunctionSelector } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { appOver } from '../fixtures/api.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { dump } from '../fixtures/dump.ts'
import { feeCall, manage as manageIn } from '../fixtures/manage.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { follower } from '../indexer/follow.ts'
import { dropRows } from '../indexer/rollBack.ts'
import { openRpc } from '../indexer/rpc.ts'
import { watchHead } from '../platform/headWatch.ts'

const day = 86_400
const tables = ['roles', 'role_members', 'role_functions', 'role_targets', 'operations'] as const

describe.each(databaseKinds)('powers told from the events of the AccessManager, on %s', (_, openSource) => {
  let anvil: Awaited<ReturnType<typeof startAnvil>>
  let market: Market
  let source: DatabaseSource
  const opened: OpenDatabase[] = []

  const open = async () => {
    const one = await source.open()
    opened.push(one)
    return one.database
  }
  const log = pino({ level: 'silent' })
  const follow = (database: OpenDatabase['database']) =>
    follower({ database, rpc: openRpc(anvil.url), deployment: market.deployment, log })
  const manage = (functionName: string, args: readonly unknown[], person?: 'carol') =>
    manageIn(market, functionName, args, person)
  const asked = (fee: number) => feeCall(1, fee)
  const selectorOf = (contract: ContractName, name: string) => {
    const found = (contractAbis[contract] as Abi).find(
      (item) => item.type === 'function' && item.name === name,
    )
    return toFunctionSelector(found as AbiFunction)
  }

  let database: OpenDatabase['database']
  let live: ReturnType<typeof follow>
  const read = async (path: string) => {
    const head = watchHead(database, { pollMilliseconds: 3_600_000 })
    await head.look()
    const app = appOver({ database, deployment: market.deployment, head })
    const response = await app.request(`/api/v1${path}`)
    head.close()
    expect(response.status).toBe(200)
    return response.json()
  }
  const powers = async () => Powers.parse(await read('/powers'))
  const role = async (name: string) => (await powers()).roles.find((one) => one.name === name)
  const operations = async (query = '') => page(Operation).parse(await read(`/powers/operations?${query}`))

  beforeAll(async () => {
    anvil = await startAnvil()
    market = await openMarket(anvil.url)
    source = await openSource()
    database = await open()
    live = follow(database)
    await live.step()
  })
  afterAll(async () => {
    for (const { close } of opened) await close()
    await source?.close()
    await anvil?.close()
  })

  test('name every role with who has it and what it may call, as the contract says', async () => {
    const { publicClient, deployment } = market
    const manager = { address: deployment.contracts.accessManager, abi: contractAbis.accessManager } as const
    const found = await powers()
    expect(found.roles.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['admin', 'operator', 'verifier', 'guardian', 'issuer', 'registrar']),
    )
    let functions = 0
    for (const { roleId, members, functions: own, adminId, guardianId, grantDelay } of found.roles) {
      const ask = (functionName: 'getRoleAdmin' | 'getRoleGuardian' | 'getRoleGrantDelay') =>
        publicClient.readContract({
          ...manager,
          abi: manager.abi as Abi,
          functionName,
          args: [BigInt(roleId)],
        })
      expect(adminId).toBe(String(await ask('getRoleAdmin')))
      expect(guardianId).toBe(String(await ask('getRoleGuardian')))
      expect(grantDelay).toBe(await ask('getRoleGrantDelay'))
      for (const { account, delay } of members) {
        const args = [BigInt(roleId), account as Hex] as const
        expect(await publicClient.readContract({ ...manager, functionName: 'hasRole', args })).toEqual([
          true,
          delay,
        ])
      }
      for (const { target, selector, name } of own) {
        functions += 1
        expect(name).not.toBeNull()
        const args = [target as Hex, selector as Hex] as const
        expect(
          await publicClient.readContract({ ...manager, functionName: 'getTargetFunctionRole', args }),
        ).toBe(BigInt(roleId))
      }
    }
    expect(functions).toBeGreaterThan(8)
    expect((await role('operator'))?.functions.map(({ contract, name }) => `${contract}.${name}`)).toContain(
      'loans.setProduct',
    )
  })

  test('follow a role given, delayed and taken away, a label, a guardian and a closed contract', async () => {
    const carol = market.address('carol').toLowerCase()
    const memberOf = async () => (await role('verifier'))?.members.find(({ account }) => account === carol)
    await manage('grantRole', [ROLES.verifier, carol, 2 * day])
    await live.step()
    expect(await memberOf()).toMatchObject({ delay: 2 * day })

    // A shorter delay holds only when the difference is over, so that nobody escapes what was announced.
    await manage('grantRole', [ROLES.verifier, carol, day])
    await live.step()
    expect(await memberOf()).toMatchObject({ delay: 2 * day })
    await market.passTime(day + 1)
    await live.step()
    expect(await memberOf()).toMatchObject({ delay: day })

    await manage('labelRole', [ROLES.verifier, 'verifies people'])
    await manage('setRoleGuardian', [ROLES.verifier, ROLES.guardian])
    await manage('setGrantDelay', [ROLES.verifier, 7 * day])
    await manage('setTargetClosed', [market.deployment.contracts.fees, true])
    await manage('revokeRole', [ROLES.verifier, carol])
    await live.step()
    expect(await memberOf()).toBeUndefined()
    expect(await role('verifier')).toMatchObject({ label: 'verifies people', guardianId: '3', grantDelay: 0 })
    expect((await powers()).targets).toMatchObject([{ contract: 'fees', closed: true }])
    await market.passTime(6 * day)
    await manage('setTargetClosed', [market.deployment.contracts.fees, false])
    await live.step()
    expect(await role('verifier')).toMatchObject({ grantDelay: 7 * day })
    expect((await powers()).targets).toMatchObject([{ contract: 'fees', closed: false }])
  })

  test('follow what was announced until it is done, cancelled or expires', async () => {
    const { fees } = market.deployment.contracts
    await manage('grantRole', [ROLES.operator, market.address('carol'), 2 * day])
    const statuses = async () => {
      await live.step()
      return (await operations()).items.map(({ status }) => status)
    }
    for (const fee of [12_000, 13_000, 14_000]) await manage('schedule', [fees, asked(fee), 0], 'carol')
    expect(await statuses()).toEqual(['waiting', 'waiting', 'waiting'])
    await manage('cancel', [market.address('carol'), fees, asked(14_000)])
    await market.passTime(2 * day)
    expect(await statuses()).toEqual(['cancelled', 'ready', 'ready'])
    await manage('execute', [fees, asked(12_000)], 'carol')
    expect(await statuses()).toEqual(['cancelled', 'ready', 'executed'])
    await market.passTime(7 * day)
    expect(await statuses()).toEqual(['cancelled', 'expired', 'executed'])
    // What expired may be announced again: the same act under the next nonce.
    await manage('schedule', [fees, asked(13_000), 0], 'carol')
    expect(await statuses()).toEqual(['waiting', 'cancelled', 'expired', 'executed'])
    const all = await operations()
    expect(all.items[0]).toMatchObject({
      operationId: all.items[2]?.operationId,
      nonce: 2,
      caller: market.address('carol').toLowerCase(),
      contract: 'fees',
      function: 'announceFee',
      data: asked(13_000),
    })
    const first = await operations('limit=3')
    expect([first.total, first.items.length]).toEqual([4, 3])
    const rest = await operations(`limit=3&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items]).toEqual(all.items)
  })

  test('tell what was given up for good, also of a function no role ever had', async () => {
    const { loans } = market.deployment.contracts
    const snapshot = await market.test.snapshot()
    const functionsOf = async (name: string) =>
      (await role(name))?.functions.map((one) => [`${one.contract}.${one.name}`, one.givenUp])
    expect(await functionsOf('operator')).toContainEqual(['loans.setProduct', false])
    await manage('giveUp', [loans, ['setProduct', 'setAuthority'].map((name) => selectorOf('loans', name))])
    await live.step()
    expect(await functionsOf('operator')).toContainEqual(['loans.setProduct', true])
    expect(await functionsOf('admin')).toEqual([['loans.setAuthority', true]])
    await manage('setTargetFunctionRole', [loans, [selectorOf('loans', 'setProduct')], ROLES.guardian])
    await live.step()
    expect(await functionsOf('guardian')).toContainEqual(['loans.setProduct', true])
    await market.test.revert({ id: snapshot })
    await market.passTime(1)
    await live.step()
    expect(await functionsOf('operator')).toContainEqual(['loans.setProduct', false])
  })

  test('stand in the feed of events', async () => {
    const feed = (await read('/events?type=RoleGranted,OperationScheduled,OperationCanceled&limit=4')) as {
      items: { type: string }[]
    }
    expect(feed.items.map(({ type }) => type)).toEqual([
      'OperationScheduled',
      'OperationCanceled',
      'OperationScheduled',
      'OperationScheduled',
    ])
  })

  test('are the same rows when blocks were undone, and when all is dropped and read anew', async () => {
    const before = await dump(database)
    for (const table of tables) expect(before[table]?.length, table).toBeGreaterThan(0)
    const snapshot = await market.test.snapshot()
    await manage('revokeRole', [ROLES.operator, market.address('carol')])
    await manage('cancel', [market.address('carol'), market.deployment.contracts.fees, asked(13_000)])
    await manage('setTargetClosed', [market.deployment.contracts.loans, true])
    await manage('setTargetAdminDelay', [market.deployment.contracts.loans, day])
    await manage('setRoleAdmin', [ROLES.verifier, ROLES.operator])
    await live.step()
    const lost = await dump(database)
    for (const table of ['role_members', 'role_targets', 'operations', 'roles'])
      expect(lost[table], table).not.toEqual(before[table])
    await market.test.revert({ id: snapshot })
    for (let i = 0; i < 7; i++) await market.passTime(1)
    await live.step()
    const after = await dump(database)
    for (const table of tables) expect(after[table], table).toEqual(before[table])

    const anew = await open()
    await follow(anew).step()
    expect(await dump(anew)).toEqual(after)
    await dropRows(database)
    await follow(database).step()
    expect(await dump(database)).toEqual(after)
  })
})
