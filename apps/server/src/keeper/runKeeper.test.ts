import { DAY } from '@hurong/finance'
import { pino } from 'pino'
import { toHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startAnvil } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { startProxy } from '../fixtures/proxy.ts'
import { createMetrics, type Metrics } from '../http/metrics.ts'
import { runKeeper } from './runKeeper.ts'

const words = 'test test test test test test test test test test test junk'
/** A key with money for fees that nobody has registered or given a role. */
const keyOf = (addressIndex: number) =>
  toHex(mnemonicToAccount(words, { addressIndex }).getHdKey().privateKey ?? new Uint8Array())

describe('the keeper', () => {
  let anvil: Awaited<ReturnType<typeof startAnvil>>
  let market: Market
  let metrics: Metrics
  const running: ReturnType<typeof runKeeper>[] = []

  const keep = (addressIndex: number, rpcUrl = anvil.url) => {
    const keeper = runKeeper({
      deployment: market.deployment,
      rpcUrl,
      privateKey: keyOf(addressIndex),
      log: pino({ level: 'silent' }),
      metrics,
      pauseMilliseconds: 20,
    })
    running.push(keeper)
    return keeper
  }
  const done = async () =>
    Object.fromEntries(
      (await metrics.keeperTasks.get()).values.map(({ labels, value }) => [
        `${labels.action} ${labels.outcome}`,
        value,
      ]),
    )
  const statusOf = async (loanId: bigint) => (await market.as.bob.loans.readLoan({ loanId })).position.status
  const cashOf = () =>
    market.as.bob.currency.readBalance({ currency: market.currency, account: market.address('bob') })
  const settled = async (loanId: bigint) => {
    const { onTime, late1To30, late31To60, late61To90, late91Plus } =
      await market.as.bob.loans.readInstalmentCounts({ loanId })
    return onTime + late1To30 + late31To60 + late61To90 + late91Plus
  }

  beforeAll(async () => {
    anvil = await startAnvil()
    market = await openMarket(anvil.url)
  })
  beforeEach(() => {
    metrics = createMetrics({ defaults: false })
  })
  afterEach(async () => {
    await market.test.setAutomine(true)
    await Promise.all(running.splice(0).map(({ close }) => close()))
  })
  afterAll(() => anvil?.close())

  test('collects on the due date and not before, from a key without any privilege', async () => {
    const loanId = await market.aLoan()
    const { instalment } = (await market.as.bob.loans.readLoan({ loanId })).position
    const due = Number(await market.as.bob.loans.readDueDate({ loanId, index: 1n }))
    const keeper = keep(8)
    await market.test.setNextBlockTimestamp({ timestamp: BigInt(due - 60) })
    await market.test.mine({ blocks: 1 })
    const before = await cashOf()
    await keeper.caughtUp()
    expect(await cashOf()).toBe(before)
    await market.passTime(61)
    await keeper.caughtUp()
    expect(await cashOf()).toBe(before - instalment)
    expect(await settled(loanId)).toBe(1)
    expect(await done()).toEqual({ 'collect done': 1 })
    await (await market.as.bob.loans.payOff({ loanId, greatestAmount: 20_000_000_000n })).wait()
  })

  test('brings a changed cap over 12 months to whom it binds', async () => {
    const { operator, alice } = market.as
    const participantId = await alice.participants.readParticipantOf({ wallet: market.address('alice') })
    const claims = await alice.participants.readClaims({ participantId })
    const capOf = async () => (await alice.participants.readUsage({ participantId }))[1]
    const policy = { perLoan: 0, perPair: 0, per12Months: 1_000, perBorrower: 0 }
    await (await operator.participants.setPolicy({ policyId: 7, policy })).wait()
    await (
      await operator.participants.setClaims({ participantId, claims: { ...claims, policyId: 7 } })
    ).wait()
    expect(await capOf()).toBe(1_000n)
    const keeper = keep(8)
    const changed = { ...policy, per12Months: 12_345 }
    await (await operator.participants.setPolicy({ policyId: 7, policy: changed })).wait()
    expect(await capOf()).toBe(1_000n)
    await keeper.caughtUp()
    expect(await capOf()).toBe(12_345n)
    await (await operator.participants.setClaims({ participantId, claims })).wait()
  })

  test('marks lateness, default and write-off as each falls due, and lets an unfilled raise expire', async () => {
    const loanId = await market.aLoan()
    await (await market.as.bob.loans.setAutoRepay({ loanId, on: false })).wait()
    const raise = await market.aLoan({ principal: 500_000_000n, lenders: [], draw: false })
    const { terms } = await market.as.bob.loans.readLoan({ loanId })
    const keeper = keep(8)
    const seen: Record<string, number>[] = []
    const look = async (pass: number) => {
      await market.passTime(pass)
      await keeper.caughtUp()
      seen.push(await done())
    }
    await look(6 * DAY)
    expect(await statusOf(raise)).toBe('cancelled')
    await look(26 * DAY + terms.graceDays * DAY)
    expect((await market.as.bob.loans.readLoan({ loanId })).position.markedLate).toBe(true)
    await look(terms.defaultDays * DAY)
    expect(await statusOf(loanId)).toBe('defaulted')
    await look(terms.writeOffDays * DAY)
    expect(await statusOf(loanId)).toBe('writtenOff')
    expect(seen).toEqual([
      { 'expire done': 1 },
      { 'expire done': 1, 'markLate done': 1 },
      { 'expire done': 1, 'markLate done': 1, 'markDefault done': 1 },
      { 'expire done': 1, 'markLate done': 1, 'markDefault done': 1, 'writeOff done': 1 },
    ])
  })

  test('is as good as many: what several of them send at once is done once, and none of them stops', async () => {
    const loanId = await market.aLoan()
    const { instalment } = (await market.as.bob.loans.readLoan({ loanId })).position
    const before = await cashOf()
    await market.passTime(32 * DAY)
    // What they send reaches the chain together: each finds the same to do, and all but one come too late.
    const proxy = await startProxy(anvil.url)
    const together = Promise.withResolvers<void>()
    let sent = 0
    proxy.answer(async ({ method }) => {
      if (method !== 'eth_sendRawTransaction') return
      sent += 1
      if (sent === 4) together.resolve()
      await together.promise
    })
    await market.test.setAutomine(false)
    const keepers = [6, 7, 8, 9].map((index) => keep(index, proxy.url))
    await expect.poll(async () => (await market.test.getTxpoolStatus()).pending, { timeout: 60_000 }).toBe(4)
    await market.test.mine({ blocks: 1 })
    await market.test.setAutomine(true)
    const outcomes = async () => Object.values(await done()).reduce((sum, count) => sum + count, 0)
    await expect.poll(outcomes, { timeout: 60_000 }).toBe(4)
    expect(await done()).toEqual({ 'collect done': 1, 'collect skipped': 3 })
    expect(await cashOf()).toBe(before - instalment)
    expect(await settled(loanId)).toBe(1)

    // The next instalment is taken too, once, and nobody failed a round.
    await market.passTime(31 * DAY)
    await Promise.all(keepers.map(({ caughtUp }) => caughtUp()))
    expect(await cashOf()).toBe(before - 2n * instalment)
    expect(await settled(loanId)).toBe(2)
    expect((await metrics.keeperProblems.get()).values[0]?.value ?? 0).toBe(0)
    await Promise.all(running.splice(0).map(({ close }) => close()))
    proxy.close()
    await (await market.as.bob.loans.payOff({ loanId, greatestAmount: 20_000_000_000n })).wait()
  })

  test('goes on after a transaction the node refused, after a node that was gone, and with the other loans', async () => {
    const first = await market.aLoan()
    const second = await market.aLoan()
    const proxy = await startProxy(anvil.url)
    let refused = 0
    proxy.refuse(({ method }) => method === 'eth_sendRawTransaction' && ++refused === 1)
    const keeper = keep(8, proxy.url)
    await market.passTime(32 * DAY)
    await expect.poll(done, { timeout: 30_000 }).toMatchObject({ 'collect failed': 1, 'collect done': 2 })
    expect([await settled(first), await settled(second)]).toEqual([1, 1])

    proxy.refuse(() => true)
    await expect
      .poll(async () => (await metrics.keeperProblems.get()).values[0]?.value, { timeout: 30_000 })
      .toBeGreaterThan(1)
    await market.passTime(31 * DAY)
    // A round that fails is none that is waited for. Each asks twice.
    let asked = 0
    proxy.refuse(({ method }) => method === 'eth_blockNumber' && ++asked <= 6)
    await keeper.caughtUp()
    expect(asked).toBeGreaterThan(6)
    expect([await settled(first), await settled(second)]).toEqual([2, 2])
    proxy.refuse(() => true)
    // Nor is anybody kept waiting for a chain that does not come back.
    await keeper.caughtUp()
    await Promise.all(running.splice(0).map(({ close }) => close()))
    proxy.close()
    for (const loanId of [first, second])
      await (await market.as.bob.loans.payOff({ loanId, greatestAmount: 20_000_000_000n })).wait()
  })

  test('asks a borrower without money once, not at every round', async () => {
    const loanId = await market.aLoan()
    await (await market.as.bob.currency.approve({ currency: market.currency, amount: 0n })).wait()
    const keeper = keep(8)
    await market.passTime(32 * DAY)
    for (let round = 0; round < 4; round++) await keeper.caughtUp()
    expect(await done()).toEqual({ 'collect skipped': 1 })
    expect(await settled(loanId)).toBe(0)
    await (
      await market.as.bob.currency.approve({ currency: market.currency, amount: 2n ** 256n - 1n })
    ).wait()
    // Asked again when an hour of the chain's time is over.
    await market.passTime(3_601)
    await expect.poll(() => settled(loanId), { timeout: 30_000 }).toBe(1)
    await (await market.as.bob.loans.payOff({ loanId, greatestAmount: 20_000_000_000n })).wait()
  })
})
