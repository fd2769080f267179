import {
  type AbiEvent,
  type Account,
  createTestClient,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  http,
  parseEventLogs,
  parseUnits,
  toEventSelector,
  toHex,
} from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AccountCall,
  type AccountContracts,
  type AccountSigner,
  bringOperation,
  encodeExecution,
  firstSetup,
  passkeyAccountAbi,
  proposeRecovery,
  recoveryTypedData,
  signOperation,
  toPasskeyAccount,
  weights,
} from '../accounts/index.ts'
import type { HurongContext } from '../client/index.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { softPasskey } from '../testing/index.ts'
import { type AccountReport, createAccountKeeper } from './keepAccounts.ts'
import { watchAccounts } from './watchAccounts.ts'

const units = (amount: string) => parseUnits(amount, 6)
const salt: Hex = `0x${'07'.repeat(32)}`

describe('the keeper of accounts', () => {
  let market: Market
  let contracts: AccountContracts
  beforeAll(async () => {
    market = await openMarket()
    contracts = market.accounts
  })
  afterAll(() => market?.chain.close())

  const openAccount = async (signer: AccountSigner, trustees: readonly Hex[] = []) => {
    const setup = {
      ...firstSetup(signer.signer, contracts),
      trustees,
      trusteesNeeded: BigInt(trustees.length),
    }
    const account = await toPasskeyAccount({
      client: market.publicClient,
      contracts,
      setup,
      signers: [signer],
    })
    await bring(account, [market.currencyCall('faucet', [units('5000')])])
    return account
  }
  type Own = Awaited<ReturnType<typeof toPasskeyAccount>>
  const carrier = () => ({ client: market.publicClient, wallet: market.walletOf(market.people.carol) })
  const bring = async (account: Own, calls: readonly AccountCall[]) =>
    bringOperation(carrier(), contracts, await signOperation(market.publicClient, account, calls))
  const own = (account: Own, functionName: string, args: readonly unknown[]): AccountCall => ({
    to: account.address,
    data: encodeFunctionData({ abi: passkeyAccountAbi, functionName, args } as never),
  })
  const announce = (account: Own, calls: readonly AccountCall[], by: Hex = salt) =>
    bring(account, [own(account, 'schedule', [encodeExecution([...calls]), by])])
  const keeperOf = ({
    account = market.people.dan,
    callsADay,
    gas,
  }: {
    account?: Account
    callsADay?: number
    /** What its calls are sent with, instead of what they take. */
    gas?: bigint
  } = {}) => {
    const wallet = market.walletOf(account)
    const context = {
      publicClient: market.publicClient,
      deployment: market.deployment,
      walletClient:
        gas === undefined
          ? wallet
          : {
              ...wallet,
              sendTransaction: (call: Parameters<typeof wallet.sendTransaction>[0]) =>
                wallet.sendTransaction({ ...call, gas }),
            },
    } as HurongContext
    const keeper = createAccountKeeper(context, watchAccounts(context), { retrySeconds: 3_600, callsADay })
    return async (): Promise<AccountReport[]> => {
      const reports: AccountReport[] = []
      await keeper.keep(await market.now(), { onReport: (report) => reports.push(report) })
      return reports
    }
  }
  const wait = async (seconds: number) => {
    const clock = createTestClient({ mode: 'anvil', transport: http(market.chain.url) })
    await clock.increaseTime({ seconds })
    await clock.mine({ blocks: 1 })
  }
  /** To an hour of the day at which no other begins in the middle of a test. */
  const waitForNextDay = async () => wait(86_400 - ((await market.now()) % 86_400) + 3_600)
  /** An account that has announced some payments whose wait is over by the next day. */
  const announced = async (payments: number) => {
    const account = await openAccount(softPasskey(contracts.verifier))
    for (let i = 1; i <= payments; i++)
      await announce(
        account,
        [market.currencyCall('transfer', [`0x${'a9'.repeat(20)}`, 1n])],
        toHex(i, { size: 32 }),
      )
    return account.address.toLowerCase()
  }
  const balanceOf = (account: Hex) =>
    market.as(market.people.dan).currency.readBalance({ currency: market.currency, account })
  const delay = 2 * 86_400

  test('does what was announced once the wait is over and not before, and once', async () => {
    const account = await openAccount(softPasskey(contracts.verifier))
    const payee: Hex = `0x${'a1'.repeat(20)}`
    await announce(account, [market.currencyCall('transfer', [payee, units('3000')])])
    const keep = keeperOf()
    await wait(delay - 60)
    expect(await keep()).toEqual([])
    await wait(120)
    expect(await keep()).toMatchObject([{ action: 'executeScheduled', outcome: 'done' }])
    expect(await balanceOf(payee)).toBe(units('3000'))
    expect(await keep()).toEqual([])
    // One that starts anew reads the same chain and finds nothing left.
    expect(await keeperOf()()).toEqual([])
  })

  test('leaves alone what was taken back, and what other signers announced', async () => {
    const [first, second] = [softPasskey(contracts.verifier), softPasskey(contracts.verifier)]
    const account = await openAccount(first)
    const payee: Hex = `0x${'a2'.repeat(20)}`
    const calls = [market.currencyCall('transfer', [payee, units('1')])]
    await announce(account, calls)
    const data = encodeExecution(calls)
    const id = await market.publicClient.readContract({
      address: account.address,
      abi: passkeyAccountAbi,
      functionName: 'scheduledId',
      args: [data, salt],
    })
    await bring(account, [own(account, 'cancel', [id])])
    const next = {
      signers: [first.signer, second.signer],
      weights: [weights.factor, weights.factor],
      threshold: weights.threshold,
      secondThreshold: weights.secondThreshold,
    }
    await announce(account, [own(account, 'changeSigners', [next])])
    await bring(account, [own(account, 'schedule', [encodeExecution(calls), `0x${'08'.repeat(32)}`])])
    await wait(delay + 60)
    const keep = keeperOf()
    // The change of signers comes first and makes the payment void.
    expect((await keep()).map(({ action, outcome }) => [action, outcome])).toEqual([
      ['executeScheduled', 'done'],
      ['executeScheduled', 'skipped'],
    ])
    expect(await keep()).toEqual([])
    expect(await balanceOf(payee)).toBe(0n)
  })

  test('tries again later what fails now, until it has expired', async () => {
    const account = await openAccount(softPasskey(contracts.verifier))
    const payee: Hex = `0x${'a3'.repeat(20)}`
    await announce(account, [market.currencyCall('transfer', [payee, units('9000')])])
    await wait(delay + 60)
    const keep = keeperOf()
    expect(await keep()).toMatchObject([{ outcome: 'skipped', reason: { name: 'ERC20InsufficientBalance' } }])
    expect(await keep()).toEqual([])
    await bring(account, [market.currencyCall('faucet', [units('5000')])])
    await wait(3_700)
    expect(await keep()).toMatchObject([{ outcome: 'done' }])
    expect(await balanceOf(payee)).toBe(units('9000'))
  })

  test('pays for nobody’s calls more than a set amount of gas', async () => {
    const account = await openAccount(softPasskey(contracts.verifier))
    const many = Array.from({ length: 60 }, (_, i) =>
      market.currencyCall('transfer', [`0x${(0xb0_00 + i).toString(16).padStart(40, '0')}`, 1n]),
    )
    await announce(account, many)
    await wait(delay + 60)
    expect(await keeperOf()()).toMatchObject([{ outcome: 'skipped', reason: { name: 'TooDear' } }])
    // Over before the next test begins.
    await wait(31 * 86_400)
  })

  test('pays for so many calls a day for all accounts together, and for nobody’s second before everybody’s first', async () => {
    const many = await announced(3)
    const few = await announced(1)
    await wait(delay)
    await waitForNextDay()
    const keep = keeperOf({ callsADay: 2 })
    expect((await keep()).map(({ account, outcome }) => [account, outcome])).toEqual([
      [many, 'done'],
      [few, 'done'],
    ])
    expect(await keep()).toEqual([])
    await waitForNextDay()
    expect(await keep()).toHaveLength(2)
    expect(await keep()).toEqual([])
  })

  test('remembers what it did that day when it is started again', async () => {
    await announced(2)
    await wait(delay)
    await waitForNextDay()
    expect(await keeperOf({ callsADay: 1 })()).toHaveLength(1)
    expect(await keeperOf({ callsADay: 1 })()).toEqual([])
    // What another did is another's.
    expect(await keeperOf({ account: market.people.alice, callsADay: 1 })()).toHaveLength(1)
  })

  test('counts what it paid for and failed all the same', async () => {
    await announced(1)
    await announced(1)
    await wait(delay)
    await waitForNextDay()
    const keep = keeperOf({ callsADay: 1, gas: 60_000n })
    expect(await keep()).toMatchObject([{ outcome: 'skipped' }])
    expect(await keep()).toEqual([])
    expect(await keeperOf()()).toHaveLength(2)
  })

  test('finalises a recovery after its wait, and not one that was vetoed', async () => {
    const trustee = market.people.alice
    const [lost, found] = [softPasskey(contracts.verifier), softPasskey(contracts.verifier)]
    const account = await openAccount(lost, [trustee.address])
    const next = firstSetup(found.signer, contracts).signers
    const propose = async (nonce: bigint) => {
      const deadline = BigInt(await market.now()) + 3_600n
      const { chainId } = market.deployment
      const signature = await trustee.signTypedData(
        recoveryTypedData(chainId, account.address, { next, nonce, deadline }) as never,
      )
      const { context } = market.as(market.people.carol)
      const signatures = [{ trustee: trustee.address, signature }]
      const { hash } = await proposeRecovery(context, {
        account: account.address,
        next,
        deadline,
        signatures,
      })
      const { logs } = await market.publicClient.waitForTransactionReceipt({ hash })
      const [proposed] = parseEventLogs({ abi: passkeyAccountAbi, eventName: 'RecoveryProposed', logs })
      return Number(proposed?.args.readyAt)
    }
    const keep = keeperOf()
    await propose(0n)
    await bring(account, [own(account, 'vetoRecovery', [])])
    await wait(30 * 86_400)
    expect(await keep()).toEqual([])
    const readyAt = await propose(1n)
    await wait(readyAt - (await market.now()) + 60)
    expect(await keep()).toMatchObject([{ action: 'finaliseRecovery', outcome: 'done' }])
    const { signers } = await market.publicClient.readContract({
      address: account.address,
      abi: passkeyAccountAbi,
      functionName: 'signerSet',
    })
    expect(signers).toEqual([found.signer])
    expect(await keep()).toEqual([])
  })

  test('does not believe the same events of what is no account', async () => {
    const id: Hex = `0x${'09'.repeat(32)}`
    const event = passkeyAccountAbi.find((item) => item.type === 'event' && item.name === 'CallsScheduled')
    const topic = toEventSelector(event as AbiEvent)
    // Emits whatever it is sent as an announcement.
    const code = `365f5f377f${id.slice(2)}7f${topic.slice(2)}365fa200`
    const wallet = market.walletOf(market.people.carol)
    const created = await wallet.sendTransaction({ data: `0x604a8060095f395ff3${code}` })
    const { contractAddress } = await market.publicClient.waitForTransactionReceipt({ hash: created })
    const data = encodeAbiParameters(
      [{ type: 'uint256' }, { type: 'uint256' }, { type: 'bytes' }, { type: 'bytes32' }],
      [1n, 2n ** 48n, '0x', salt],
    )
    const hash = await wallet.sendTransaction({ to: contractAddress, data })
    const { logs } = await market.publicClient.waitForTransactionReceipt({ hash })
    expect(parseEventLogs({ abi: passkeyAccountAbi, logs })).toMatchObject([{ eventName: 'CallsScheduled' }])
    expect(await keeperOf()()).toEqual([])
  })
})
