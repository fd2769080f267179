import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { encodeFunctionData, type Hex, parseAbi, parseUnits } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loansAbi } from '../abi/index.ts'
import { createHurong } from '../client/index.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { softPasskey } from '../testing/index.ts'
import {
  type AccountContracts,
  accountAddressOf,
  decodeExecution,
  encodeExecution,
  firstSetup,
  parseDer,
  readAccount,
  sendOperation,
  toPasskeyAccount,
} from './index.ts'

const units = (amount: string) => parseUnits(amount, 6)

describe('an account owned by a passkey', () => {
  let market: Market
  let contracts: AccountContracts
  beforeAll(async () => {
    market = await openMarket()
    contracts = market.accounts
  })
  afterAll(() => market?.chain.close())

  test('has its address before anything is on the chain, and the same one after', async () => {
    const passkey = softPasskey(contracts.verifier)
    const account = await market.openAccount(passkey)
    expect(account.address).toBe(
      await accountAddressOf(market.publicClient, contracts, firstSetup(passkey.signer, contracts)),
    )
    expect(await account.isDeployed()).toBe(false)
    await market.bring(account, [market.currencyCall('faucet', [units('1000')])])
    expect(await market.publicClient.getCode({ address: account.address })).toMatch(/^0x../)
    expect(
      await market
        .as(market.people.dan)
        .currency.readBalance({ currency: market.currency, account: account.address }),
    ).toBe(units('1000'))
  })

  test('is made and makes its first investment in one operation, signed once', async () => {
    const passkey = softPasskey(contracts.verifier)
    const account = await market.openAccount(passkey)
    await market.verify(account.address)
    const loanId = await market.aLoan()
    const amount = units('600')
    await market.bring(account, [
      market.currencyCall('faucet', [amount]),
      market.currencyCall('approve', [market.deployment.contracts.loans, amount]),
      {
        to: market.deployment.contracts.loans,
        data: encodeFunctionData({
          abi: loansAbi,
          functionName: 'fund',
          args: [loanId, amount, account.address],
        }),
      },
    ])
    expect(passkey.asked()).toBe(1)
    const { balance } = await market
      .as(market.people.dan)
      .notes.readHolding({ seriesId: loanId, holder: account.address })
    expect(balance).toBe(amount)
  })

  test('tells why its calls were refused, in the contract’s own words, and nothing of them is done', async () => {
    const account = await market.openAccount(softPasskey(contracts.verifier))
    await market.bring(account, [market.currencyCall('faucet', [units('5000')])])
    await expect(
      market.bring(account, [market.currencyCall('transfer', [market.people.dan.address, units('201')])]),
    ).rejects.toMatchObject({
      name: 'NewPayeeLimitExceeded',
      args: { amount: units('201'), limit: units('200') },
    })
    await expect(
      market.bring(account, [{ to: market.people.dan.address, data: '0x12345678' }]),
    ).rejects.toMatchObject({
      name: 'CallNotAllowed',
      args: { selector: '0x12345678' },
    })
  })

  test('acts through the same verbs as a wallet: what takes a permit there is one batch here, confirmed once', async () => {
    const passkey = softPasskey(contracts.verifier)
    const account = await market.openAccount(passkey)
    await market.verify(account.address)
    await market.bring(account, [market.currencyCall('faucet', [units('1000')])])
    const asked = passkey.asked()
    const hurong = createHurong({
      publicClient: market.publicClient,
      deployment: market.deployment,
      sender: {
        address: account.address,
        sendCalls: (calls) => market.bring(account, calls),
        signTypedData: (typed) => account.signTypedData(typed),
      },
    })
    const loanId = await market.aLoan()
    const { events } = await (await hurong.loans.fundWithPermit({ loanId, amount: units('300') })).wait()
    expect(events.map(({ name }) => name)).toContain('Transfer')
    expect(passkey.asked() - asked).toBe(1)
    const holding = await hurong.notes.readHolding({ seriesId: loanId, holder: account.address })
    expect(holding.balance).toBe(units('300'))
    // A single call is tried out first, so that what would fail is told before anybody is asked.
    await expect(hurong.loans.fund({ loanId, amount: units('1') })).rejects.toMatchObject({
      kind: 'contract',
    })
    expect(passkey.asked() - asked).toBe(1)
  })

  test('hears from a bundler that it refuses, and of one that took it and dropped it again', async () => {
    const account = await market.openAccount(softPasskey(contracts.verifier))
    const gas = { callGasLimit: '0x186a0', verificationGasLimit: '0x186a0', preVerificationGas: '0x0' }
    const refusal = { code: -32_504, message: 'You have used up what is paid for you today.' }
    const dropped = { code: -32_500, message: 'It can no longer be done.' }
    const sent = async (answers: Record<string, unknown>) => {
      const server = createServer(async (asked, answer) => {
        const { id, method } = JSON.parse(await text(asked)) as { id: number; method: string }
        const said = answers[method] ?? { result: method === 'eth_chainId' ? '0x7a69' : gas }
        answer.setHeader('content-type', 'application/json')
        answer.end(JSON.stringify({ jsonrpc: '2.0', id, ...(said as object) }))
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const bundlerUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      try {
        const calls = [market.currencyCall('faucet', [units('1')])]
        await sendOperation({ client: market.publicClient, account, calls, bundlerUrl })
        return undefined
      } catch (error) {
        return error
      } finally {
        server.close()
      }
    }
    expect(await sent({ eth_sendUserOperation: { error: refusal } })).toMatchObject({
      name: 'OperationRefused',
      kind: 'refused',
    })
    const accepted = { result: `0x${'12'.repeat(32)}` }
    expect(
      await sent({ eth_sendUserOperation: accepted, eth_getUserOperationReceipt: { error: dropped } }),
    ).toMatchObject({ name: 'OperationRefused', kind: 'refused' })
  })

  test('tells its limits before it is made, and after it what was given away of them', async () => {
    const account = await market.openAccount(softPasskey(contracts.verifier))
    const read = () => readAccount(market.as(market.people.dan).context, account.address)
    const limits = { currency: market.currency, payments: units('5000'), newPayees: units('200') }
    expect(await read()).toMatchObject({
      isMade: false,
      signers: undefined,
      trustees: [],
      spending: [{ ...limits, paid: 0n, paidToNew: 0n }, {}],
      delay: 2 * 86_400,
    })
    await market.bring(account, [
      market.currencyCall('faucet', [units('500')]),
      market.currencyCall('transfer', [market.people.dan.address, units('150')]),
    ])
    const made = await read()
    expect(made).toMatchObject({
      isMade: true,
      recoveryReadyAt: undefined,
      spending: [{ ...limits, paid: units('150'), paidToNew: units('150') }, {}],
    })
    expect(made.signers?.signers).toHaveLength(1)
  })

  test('is not moved by another passkey, nor by its own for another site', async () => {
    const passkey = softPasskey(contracts.verifier)
    const account = await market.openAccount(passkey)
    await market.bring(account, [market.currencyCall('faucet', [units('10')])])
    const calls = [market.currencyCall('transfer', [market.people.dan.address, 1n])]
    const stranger = softPasskey(contracts.verifier)
    const setup = firstSetup(passkey.signer, contracts)
    for (const sign of [stranger.sign, softPasskey(contracts.verifier, { rpId: 'evil.example' }).sign]) {
      const forged = await toPasskeyAccount({
        client: market.publicClient,
        contracts,
        setup,
        signers: [{ signer: passkey.signer, sign }],
      })
      await expect(market.bring(forged, calls)).rejects.toMatchObject({
        name: 'OperationRefused',
        kind: 'refused',
        args: { reason: 'AA24 signature error' },
      })
    }
  })

  test('signs typed data that contracts and servers accept, made already or not', async () => {
    const typed = {
      domain: { name: 'Somebody', version: '1', chainId: 31_337, verifyingContract: market.currency },
      types: { Greeting: [{ name: 'words', type: 'string' }] },
      primaryType: 'Greeting',
      message: { words: 'hello' },
    } as const
    // One factor signs for applications the policy allows; this one is not, so the account's owner must be two.
    const [phone, laptop] = [softPasskey(contracts.verifier), softPasskey(contracts.verifier)]
    const one = firstSetup(phone.signer, contracts)
    const setup = {
      ...one,
      signers: { ...one.signers, signers: [phone.signer, laptop.signer], weights: [2n, 2n] },
    }
    const both = await toPasskeyAccount({
      client: market.publicClient,
      contracts,
      setup,
      signers: [phone, laptop],
    })
    const alone = await toPasskeyAccount({ client: market.publicClient, contracts, setup, signers: [phone] })
    const accepted = async (signature: Hex) =>
      market.publicClient.verifyTypedData({ ...typed, address: both.address, signature })
    expect(await accepted(await both.signTypedData(typed))).toBe(true)
    expect(await accepted(await alone.signTypedData(typed))).toBe(false)
    await market.bring(both, [market.currencyCall('faucet', [1n])])
    expect(await accepted(await both.signTypedData(typed))).toBe(true)
  })
})

test('calls in a batch come out as they went in', () => {
  const to = `0x${'ab'.repeat(20)}` as Hex
  const calls = [
    { to, value: 0n, data: '0x' as Hex },
    { to, value: 7n, data: encodeFunctionData({ abi: parseAbi(['function a(uint256)']), args: [5n] }) },
  ]
  expect(
    decodeExecution(encodeExecution(calls)).map(({ to: target, ...rest }) => ({
      ...rest,
      to: target.toLowerCase(),
    })),
  ).toEqual(calls)
})

test.each(['0x', '0x3006', '0x300602010102', '0x3106020101020101'] as const)(
  'a signature that is no DER sequence of two numbers is refused: %s',
  (der) => {
    expect(() => parseDer(der)).toThrow()
  },
)
