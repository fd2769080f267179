import { encodeFunctionData, type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loansAbi } from '../abi/index.ts'
import { type CallSender, createHurong, together } from '../client/index.ts'
import { passTime } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { loanNumberOf } from '../notes/seriesId.ts'
import { softPasskey } from '../testing/index.ts'
import {
  type AccountCall,
  announcingSender,
  executeScheduled,
  readCallRules,
  readHistory,
  setCallPermissionCall,
  tellCall,
} from './index.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market?.chain.close())

const amount = parseUnits('300', 6)
const salt: Hex = `0x${'5a'.repeat(32)}`
/** Dan is nobody: he pays the gas and can change nothing. */
const dan = () => market.as(market.people.dan)

/** Somebody with money and one passkey, who lends with both factors alone. */
async function openCareful(): Promise<CallSender> {
  const account = await market.openAccount(softPasskey(market.accounts.verifier))
  const sendCalls = (calls: readonly AccountCall[]) => market.bring(account, calls)
  await market.verify(account.address)
  await sendCalls([market.currencyCall('faucet', [amount])])
  const rules = await readCallRules(dan().context, account.address, true, [])
  const lending = rules.find(({ contract, functionName }) => contract === 'loans' && functionName === 'fund')
  if (lending === undefined) throw new Error('No such rule.')
  await sendCalls([setCallPermissionCall(account.address, { ...lending, permission: 'bothFactors' })])
  return { address: account.address, sendCalls, signTypedData: (typed) => account.signTypedData(typed) }
}

/** Approves and funds as one. */
const fundBy = (sender: CallSender, loanId: bigint) =>
  together(
    { publicClient: market.publicClient, deployment: market.deployment, sender },
    async (gathering) => {
      const hurong = createHurong(gathering)
      await hurong.currency.approve({ currency: market.currency, amount })
      await hurong.loans.fund({ loanId, amount })
    },
  )

test('what takes both factors is announced with one, several steps as one, and done as if both had signed', async () => {
  const sender = await openCareful()
  const loanId = await market.aLoan()
  await expect(fundBy(sender, loanId)).rejects.toMatchObject({ name: 'CallNeedsBothFactors' })
  await fundBy(announcingSender(market.publicClient, sender, salt), loanId)
  const { announced } = await readHistory(dan().context, sender.address)
  const [one] = announced as [(typeof announced)[number]]
  expect(one.calls?.map((call) => tellCall(market.deployment, sender.address, call))).toMatchObject([
    { kind: 'allow', payeeContract: 'loans', amount },
    { kind: 'lend', loanNumber: loanNumberOf(loanId), amount },
  ])
  const held = async () =>
    (await dan().notes.readHolding({ seriesId: loanId, holder: sender.address })).balance
  expect(await held()).toBe(0n)
  await passTime(market.chain.url, 2 * 86_400)
  await (await executeScheduled(dan().context, sender.address, one)).wait()
  expect(await held()).toBe(amount)
})

test('what would fail with both factors too is not announced, and the reason is said', async () => {
  const sender = await openCareful()
  const loanId = await market.aLoan()
  const { currency } = createHurong({
    ...dan().context,
    sender: announcingSender(market.publicClient, sender, salt),
  })
  const held = await dan().currency.readBalance({ currency: market.currency, account: sender.address })
  await expect(
    currency.pay({ currency: market.currency, to: market.people.alice.address, amount: held + 1n }),
  ).rejects.toMatchObject({ name: 'ERC20InsufficientBalance' })
  await expect(
    fundBy(announcingSender(market.publicClient, sender, salt), loanId + (1n << 128n)),
  ).rejects.toMatchObject({ kind: 'contract' })
  expect((await readHistory(dan().context, sender.address)).announced).toEqual([])
})

test('lending for somebody else is not told as an investment of one’s own', async () => {
  const { loans: to } = market.deployment.contracts
  const args = [await market.aLoan(), 1n, market.people.dan.address] as const
  const data = encodeFunctionData({ abi: loansAbi, functionName: 'fund', args })
  const told = (account: Hex) => tellCall(market.deployment, account, { to, data }).kind
  expect(told(market.people.alice.address)).toBe('other')
  expect(told(market.people.dan.address)).toBe('lend')
})
