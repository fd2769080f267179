import { type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Market, openMarket } from '../fixtures/market.ts'
import { softPasskey } from '../testing/index.ts'
import {
  type AccountContracts,
  type AccountSigner,
  bringOperation,
  firstSetup,
  passkeySigner,
  signOperation,
  toPasskeyAccount,
} from './index.ts'

describe('an assertion is refused', () => {
  let market: Market
  let contracts: AccountContracts
  beforeAll(async () => {
    market = await openMarket()
    contracts = market.accounts
  })
  afterAll(() => market?.chain.close())

  const faucet = (amount: string) => market.currencyCall('faucet', [parseUnits(amount, 6)])
  const accountOf = (signer: Hex, sign: AccountSigner['sign']) =>
    toPasskeyAccount({
      client: market.publicClient,
      contracts,
      setup: firstSetup(signer, contracts),
      signers: [{ signer, sign }],
    })
  const bring = (operation: Awaited<ReturnType<typeof signOperation>>) =>
    bringOperation(
      { client: market.publicClient, wallet: market.walletOf(market.people.dan) },
      contracts,
      operation,
    )
  const signatureRefused = {
    name: 'OperationRefused',
    kind: 'refused',
    args: { reason: 'AA24 signature error' },
  }

  test('when nobody verified that its owner is there', async () => {
    const { signer, sign } = softPasskey(contracts.verifier, { verifiesUser: false })
    const account = await accountOf(signer, sign)
    await expect(
      bring(await signOperation(market.publicClient, account, [faucet('1')])),
    ).rejects.toMatchObject(signatureRefused)
  })

  test('when it was made for another site with the very same key', async () => {
    const { publicKey, sign } = softPasskey(contracts.verifier, { rpId: 'evil.example' })
    const account = await accountOf(passkeySigner(contracts.verifier, publicKey, 'localhost'), sign)
    await expect(
      bring(await signOperation(market.publicClient, account, [faucet('1')])),
    ).rejects.toMatchObject(signatureRefused)
  })

  test('when it is sent again: its operation is done, and it signs no other', async () => {
    const passkey = softPasskey(contracts.verifier)
    const account = await accountOf(passkey.signer, passkey.sign)
    const operation = await signOperation(market.publicClient, account, [faucet('1')])
    await bring(operation)
    await expect(bring(operation)).rejects.toMatchObject({
      name: 'OperationRefused',
      kind: 'refused',
      args: { reason: expect.stringMatching(/^AA(25|10) /) },
    })
    const next = await signOperation(market.publicClient, account, [faucet('1')])
    await expect(bring({ ...next, signature: operation.signature })).rejects.toMatchObject(signatureRefused)
    const made = await signOperation(market.publicClient, account, [faucet('2')])
    await bring(made)
    await expect(bring(made)).rejects.toMatchObject({
      args: { reason: 'AA25 invalid account nonce' },
    })
  })

  test('when one factor signs what asks for both, or the same passkey twice', async () => {
    const [phone, laptop] = [softPasskey(contracts.verifier), softPasskey(contracts.verifier)]
    const one = firstSetup(phone.signer, contracts)
    const setup = {
      ...one,
      signers: { ...one.signers, signers: [phone.signer, laptop.signer], weights: [2n, 2n] },
    }
    const as = (signers: readonly AccountSigner[]) =>
      toPasskeyAccount({ client: market.publicClient, contracts, setup, signers })
    const both = await as([phone, laptop])
    const asked = await signOperation(market.publicClient, both, [faucet('1')])
    const alone = await as([phone])
    const taken = { ...asked, signature: await alone.signUserOperation(asked as never) }
    await expect(bring(taken)).rejects.toMatchObject(signatureRefused)
    const twice = await as([phone, phone])
    await expect(bring(await signOperation(market.publicClient, twice, [faucet('1')]))).rejects.toMatchObject(
      signatureRefused,
    )
    await bring(asked)
  })
})
