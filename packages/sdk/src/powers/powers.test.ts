import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Abi, type AbiFunction, encodeFunctionData, type Hex, toFunctionSelector } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ContractName, contractAbis } from '../abi/index.ts'
import { ROLES, roleFunctions } from '../deploy/roles.ts'
import { writeDeployment } from '../deployments/file.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { readHoldsRole } from './readHoldsRole.ts'
import { readPowers } from './readPowers.ts'
import { tellPowers } from './tellPowers.ts'
import { powersEn, powersZh } from './words/index.ts'

const day = 86_400

describe('powers read from the chain alone', () => {
  let market: Market
  let folder: string
  beforeAll(async () => {
    market = await openMarket()
    folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  })
  afterAll(async () => {
    await market?.chain.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const passTime = async (seconds: number) => {
    await market.publicClient.request({ method: 'evm_increaseTime', params: [seconds] } as never)
    await market.publicClient.request({ method: 'evm_mine' } as never)
  }
  const powers = () => readPowers(market.as(market.people.operator).context)
  const roleOf = async (role: bigint) => (await powers()).powers.find((one) => one.role === role)
  const selectorOf = (contract: ContractName, name: string) =>
    toFunctionSelector(
      (contractAbis[contract] as Abi).find(
        (item) => item.type === 'function' && item.name === name,
      ) as AbiFunction,
    )
  const manage = async (
    functionName: string,
    args: readonly unknown[],
    person: 'operator' | 'carol' = 'operator',
  ) => {
    const { walletClient, publicClient } = market.as(market.people[person]).context
    const { account, chain = null } = walletClient ?? {}
    if (walletClient === undefined || account === undefined) throw new Error(`${person} has no wallet.`)
    const hash = await walletClient.sendTransaction({
      account,
      chain,
      to: market.deployment.contracts.accessManager,
      data: encodeFunctionData({ abi: contractAbis.accessManager as Abi, functionName, args }),
    })
    expect((await publicClient.waitForTransactionReceipt({ hash })).status).toBe('success')
  }

  test('name every role that was given functions, with exactly these functions', async () => {
    const { powers: found } = await powers()
    for (const role of Object.keys(ROLES) as (keyof typeof ROLES)[]) {
      const expected = roleFunctions
        .filter((one) => one.role === role)
        .flatMap(({ contract, functions }) => functions.map((name) => `${contract}.${name}`))
      const power = found.find((one) => one.name === role)
      expect(power?.functions.map(({ contract, name }) => `${contract}.${name}`).sort(), role).toEqual(
        expected.sort(),
      )
    }
  })

  test('follow a holder with a delay, one whose role is still to come, and one whose role was taken', async () => {
    const carol = market.people.carol.address.toLowerCase() as Hex
    const held = async () =>
      (await roleOf(ROLES.treasurer))?.holders.filter(({ account }) => account === carol)
    const has = () =>
      readHoldsRole(market.as(market.people.operator).context, { role: 'treasurer', account: carol })
    expect(await held()).toEqual([])
    expect(await has()).toBe(false)
    await manage('grantRole', [ROLES.treasurer, carol, 2 * day])
    expect(await has()).toBe(true)
    expect(await held()).toMatchObject([{ account: carol, delay: 2 * day }])
    await manage('revokeRole', [ROLES.treasurer, carol])
    expect(await held()).toEqual([])
    await manage('setGrantDelay', [ROLES.treasurer, 7 * day])
    await passTime(7 * day)
    await manage('grantRole', [ROLES.treasurer, carol, 0])
    const { time } = await powers()
    expect((await held())?.[0]?.since).toBeGreaterThan(time + 6 * day)
    expect(await has()).toBe(false)
    await passTime(7 * day)
    expect(await has()).toBe(true)
  })

  test('tell what is announced until it is done, cancelled or has lapsed', async () => {
    const carol = market.people.carol.address
    const { fees } = market.deployment.contracts
    const fee = (millionths: number) =>
      encodeFunctionData({
        abi: contractAbis.fees as Abi,
        functionName: 'announceFee',
        args: [1, millionths],
      })
    const pending = async () => (await powers()).pending.map(({ data }) => data)
    await manage('grantRole', [ROLES.operator, carol, 2 * day])
    for (const one of [1, 2, 3]) await manage('schedule', [fees, fee(one), 0], 'carol')
    expect(await pending()).toEqual([fee(1), fee(2), fee(3)])
    const { pending: acts, time } = await powers()
    expect(acts[0]).toMatchObject({ caller: carol, target: 'fees', name: 'announceFee', nonce: 1 })
    expect(acts[0]?.readyAt).toBeGreaterThan(time + day)
    expect(acts[0]?.expiresAt).toBe((acts[0]?.readyAt ?? 0) + 7 * day)
    await manage('cancel', [carol, fees, fee(1)])
    expect(await pending()).toEqual([fee(2), fee(3)])
    await passTime(2 * day)
    await manage('execute', [fees, fee(2)], 'carol')
    expect(await pending()).toEqual([fee(3)])
    await passTime(7 * day)
    expect(await pending()).toEqual([])
  })

  test('leave what was given up in nobody’s row, and say so', async () => {
    const { loans } = market.deployment.contracts
    expect((await powers()).givenUp).toEqual([])
    await manage('giveUp', [loans, [selectorOf('loans', 'setProduct')]])
    const found = await powers()
    expect(found.givenUp).toEqual([{ contract: 'loans', name: 'setProduct' }])
    expect(found.powers.flatMap(({ functions }) => functions.map(({ name }) => name))).not.toContain(
      'setProduct',
    )
  })

  test('are told at an earlier block as they stood then', async () => {
    const { block } = await powers()
    await manage('revokeRole', [ROLES.operator, market.people.carol.address])
    const before = await readPowers(market.as(market.people.operator).context, BigInt(block))
    const carol = market.people.carol.address.toLowerCase()
    const isOperator = (found: typeof before) =>
      found.powers.find(({ name }) => name === 'operator')?.holders.some(({ account }) => account === carol)
    expect(isOperator(before)).toBe(true)
    expect(isOperator(await powers())).toBe(false)
  })

  test('are told by the command in both languages, and for programs', async () => {
    const path = writeDeployment(folder, market.deployment)
    const run = (...args: string[]) =>
      new Promise<{ status: unknown; out: string; said: string }>((resolve) => {
        const main = join(import.meta.dirname, 'main.ts')
        execFile(
          process.execPath,
          [main, '--rpc', market.chain.url, '--deployment', path, ...args],
          (error, out, said) => resolve({ status: error?.code ?? 0, out, said }),
        )
      })
    const [english, chinese, json] = await Promise.all([run(), run('--language', 'zh'), run('--json')])
    expect([english.status, chinese.status, json.status]).toEqual([0, 0, 0])
    expect(english.out).toContain('WHAT NOBODY CAN DO')
    expect(english.out).toContain(`${powersEn['powers.do.announceFee']} (fees.announceFee)`)
    expect(chinese.out).toContain(powersZh['powers.nobodyCan.move'])
    expect(JSON.parse(json.out)).toMatchObject({ givenUp: [{ contract: 'loans', name: 'setProduct' }] })
    const wrong = await run('--language', 'fr')
    expect([wrong.status, wrong.out]).toEqual([2, ''])
    expect(wrong.said).toContain('there is no language fr')
    const later = await run('--block', '99999999')
    expect(later.status).toBe(2)
    expect(later.said).toMatch(/--block is 99999999, and the newest block is \d+\.\n$/)
  })
})

test.each(['en', 'zh'] as const)('every role and every function of one has words in %s', (language) => {
  const words: Record<string, string> = language === 'en' ? powersEn : powersZh
  for (const role of Object.keys(ROLES))
    for (const part of ['role', 'about', 'cannot']) expect(words[`powers.${part}.${role}`], role).toBeTruthy()
  for (const { functions } of roleFunctions)
    for (const name of functions) expect(words[`powers.do.${name}`], name).toBeTruthy()
})

test('a role, a contract and a function this version does not know are told by number, address and selector', () => {
  const lines = tellPowers(
    {
      block: 7,
      time: 0,
      powers: [{ role: 99n, name: undefined, holders: [], functions: [], admin: 98n, grantDelay: 0 }],
      pending: [
        {
          operationId: '0x01',
          nonce: 1,
          caller: '0x02',
          target: '0x03',
          name: '0x12345678',
          data: '0x12345678',
          readyAt: 86_400,
          expiresAt: 8 * 86_400,
        },
      ],
      givenUp: [],
      feeNotice: 216_000,
      greatestFee: 50_000,
      closed: [],
      issuers: 2,
      paused: [2],
    },
    'en',
  )
  expect(lines).toContain('  Role 99')
  expect(lines).toContain('      held by: nobody')
  expect(lines).toContain('      given and taken by: Role 98')
  expect(lines).toContain('  0x03 0x12345678')
  expect(lines).toContain('      may be done from 1970-01-02 00:00 UTC, lapses 1970-01-09 00:00 UTC')
  expect(lines).toContain('  A new fee binds 2.5 days after it was announced, and is 5 % at most.')
  expect(lines).toContain('  new business stopped for issuer: 2')
})
