import { encodeFunctionData, type Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeExecution, passkeyAccountAbi } from '../accounts/index.ts'
import type { HurongContext } from '../client/index.ts'
import type { HurongError } from '../errors/index.ts'
import { passTime } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { softPasskey } from '../testing/index.ts'
import type { AccountReport } from './keepAccounts.ts'
import { keepOnce } from './keepOnce.ts'
import { runKeeper } from './runKeeper.ts'
import { type LoanWatch, watchLoans } from './watch.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market?.chain.close())

const dan = (): HurongContext => market.as(market.people.dan).context
/** A watch that takes somebody for bound by limits whom the contract does not know, as where a reorg took them away. */
const watchWith = (participantIds: readonly number[]): LoanWatch => {
  const watch = watchLoans(dan())
  return { ...watch, policies: { ...watch.policies, stale: () => [...participantIds] } }
}
const unknown = 999

test('one whom the contract does not know keeps nobody else from new limits, and is told', async () => {
  const { as, people } = market
  const operator = as(people.operator)
  const policy = { perLoan: 0, perPair: 0, per12Months: 777, perBorrower: 0 }
  await (await operator.participants.setPolicy({ policyId: 1, policy })).wait()
  const bob = await operator.participants.readParticipantOf({ wallet: people.bob.address })
  const alice = await operator.participants.readParticipantOf({ wallet: people.alice.address })
  const keeping = keepOnce(dan(), watchWith([bob, unknown, alice]))
  await expect(keeping).rejects.toMatchObject({ name: 'ParticipantUnknown' })
  for (const participantId of [bob, alice])
    expect((await operator.participants.readUsage({ participantId }))[1]).toBe(777n)
})

test('does what accounts announced though a round of the loans fails, and does not call that round done', async () => {
  const signer = softPasskey(market.accounts.verifier)
  const account = await market.openAccount(signer)
  await market.bring(account, [market.currencyCall('faucet', [1_000n])])
  const payment = market.currencyCall('transfer', [`0x${'a1'.repeat(20)}`, 1n])
  const salt: Hex = `0x${'07'.repeat(32)}`
  const args = [encodeExecution([payment]), salt] as const
  const data = encodeFunctionData({ abi: passkeyAccountAbi, functionName: 'schedule', args })
  await market.bring(account, [{ to: account.address, data }])
  await passTime(market.chain.url, 2 * 86_400 + 60)
  const problems: HurongError[] = []
  const ending = new AbortController()
  let rounds = 0
  const done = await new Promise<AccountReport | undefined>((resolve) => {
    void runKeeper({
      ...{ context: dan(), watch: watchWith([unknown]), pauseMilliseconds: 1, signal: ending.signal },
      onAccountReport: resolve,
      onProblem: (problem) => {
        if (problems.push(problem) > 3) resolve(undefined)
      },
      onRound: () => {
        rounds += 1
      },
    })
  })
  ending.abort()
  expect(done).toMatchObject({ action: 'executeScheduled', outcome: 'done' })
  expect(problems[0]?.name).toBe('ParticipantUnknown')
  expect(rounds).toBe(0)
})
