import { afterAll, beforeAll, expect, test } from 'vitest'
import { passTime } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { softPasskey } from '../testing/index.ts'
import { readAccount, readPayee } from './index.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market?.chain.close())

/** Somebody with a passkey, whose account is not made yet. */
const openAccount = () => market.openAccount(softPasskey(market.accounts.verifier))
const context = () => market.as(market.people.dan).context

test('a payee is new until it was paid as long ago as the account’s wait, before the account is made too', async () => {
  const account = await openAccount()
  const { address } = account
  const { bob } = market.people
  const bobNow = () => readPayee(context(), address, bob.address)
  expect(await bobNow()).toEqual({ isKnown: false, contract: undefined })
  await market.bring(account, [
    market.currencyCall('faucet', [50n]),
    market.currencyCall('transfer', [bob.address, 20n]),
  ])
  expect(await bobNow()).toEqual({ isKnown: false, contract: undefined })
  const { delay, spending } = await readAccount(context(), address)
  expect(spending[0]).toMatchObject({ paid: 20n, paidToNew: 20n })
  await passTime(market.chain.url, delay)
  expect((await bobNow()).isKnown).toBe(true)
})

test('contracts of the platform are told, for what is sent to them is lost', async () => {
  const { address } = await openAccount()
  const { deployment, currency, accounts } = market
  const told = async (payee: string) => (await readPayee(context(), address, payee as never)).contract
  expect(await told(deployment.contracts.loans.toLowerCase())).toBe('loans')
  expect(await told(currency)).toBe('currency')
  expect(await told(accounts.entryPoint)).toBe('entryPoint')
  expect(await told(market.people.alice.address)).toBeUndefined()
})
