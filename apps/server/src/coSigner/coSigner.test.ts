import {
  type AccountCall,
  type AccountSigner,
  bringOperation,
  firstSetup,
  signOperation,
  toPasskeyAccount,
  weights,
} from '@hurong/sdk/accounts'
import type { CoSignature } from '@hurong/sdk/api'
import { coSigned } from '@hurong/sdk/co-signer'
import {
  decodeAbiParameters,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  parseAbi,
  parseUnits,
  toHex,
} from 'viem'
import { getUserOperationHash, type UserOperation } from 'viem/account-abstraction'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsOf, balanceOf, currencyCall } from '../fixtures/accounts.ts'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import {
  codesApp,
  coSignerKey,
  openSigningIn,
  type SigningIn,
  site,
  turnCodesOn,
} from '../fixtures/sessions.ts'
import { browserPasskey } from '../fixtures/signingIn.ts'

const units = (amount: string) => parseUnits(amount, 6)
const coSigner = privateKeyToAccount(coSignerKey)
const coSignerAddress = coSigner.address.toLowerCase() as Hex
const abi = parseAbi([
  'struct SignerSet { bytes[] signers; uint64[] weights; uint64 threshold; uint64 secondThreshold; }',
  'function changeSigners(SignerSet next)',
])
const signaturesType = [{ type: 'bytes[]' }, { type: 'bytes[]' }] as const
type Operation = UserOperation<'0.8'>

describe('the co-signer', () => {
  let api: OpenApi
  let signing: SigningIn
  beforeAll(async () => {
    api = await openApi()
    signing = openSigningIn(api)
  })
  afterAll(() => api?.close())

  const contracts = () => accountsOf(api.market.deployment)
  const bring = async (operation: Operation) => {
    const { walletClient, publicClient } = api.market.as.dave.context
    return bringOperation(
      { client: publicClient as never, wallet: walletClient as never },
      contracts(),
      operation,
    )
  }
  const open = (setup: ReturnType<typeof firstSetup>, signers: readonly AccountSigner[]) =>
    toPasskeyAccount({
      client: { ...api.market.publicClient, chain: foundry } as never,
      contracts: contracts(),
      setup,
      signers,
    })
  type Opened = Awaited<ReturnType<typeof open>>
  const prepare = async (account: Opened, calls: readonly AccountCall[]): Promise<Operation> => {
    const { factory, factoryData } = await account.getFactoryArgs()
    return {
      ...{ sender: account.address, nonce: await account.getNonce(), signature: '0x' },
      callData: await account.encodeCalls([...calls]),
      ...{ callGasLimit: 1_000_000n, verificationGasLimit: 1_500_000n, preVerificationGas: 0n },
      ...{ maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
      ...(factory === undefined ? {} : { factory, factoryData }),
    } as Operation
  }
  const hashOf = (userOperation: Operation) =>
    getUserOperationHash({
      ...{ chainId: 31_337, entryPointAddress: contracts().entryPoint, entryPointVersion: '0.8' },
      userOperation,
    })
  const signedBy = async (operation: Operation, ...signers: readonly AccountSigner[]): Promise<Operation> => {
    const signatures = await Promise.all(signers.map(({ sign }) => sign(hashOf(operation))))
    return {
      ...operation,
      signature: encodeAbiParameters(signaturesType, [signers.map(({ signer }) => signer), signatures]),
    }
  }
  const asked = async (operation: Operation, code: string) => {
    const fields = Object.entries(operation).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? toHex(value) : String(value).toLowerCase(),
    ])
    const given = { operation: Object.fromEntries(fields), code }
    const { status, body } = await signing
      .browse()
      .ask<CoSignature & { type?: string; detail?: string }>('POST', '/co-signatures', given)
    return { status, body, kind: body.type?.split(':').at(-1) }
  }
  const added = (operation: Operation, { signer, signature }: CoSignature): Operation => {
    const [signers, signatures] = decodeAbiParameters(signaturesType, operation.signature)
    return {
      ...operation,
      signature: encodeAbiParameters(signaturesType, [
        [...signers, signer as Hex],
        [...signatures, signature as Hex],
      ]),
    }
  }
  const nobody: AccountSigner = { signer: coSignerAddress, sign: async () => '0x' }

  /** Somebody with a phone and a laptop, 5,000 of test money, codes turned on, and then the co-signer beside. */
  const somebody = async ({ codes = true } = {}) => {
    const [phone, laptop] = [browserPasskey(contracts(), site), browserPasskey(contracts(), site)]
    const one = firstSetup(phone.signer, contracts())
    const signers = { ...one.signers, signers: [phone.signer, laptop.signer], weights: [2n, 2n] }
    const setup = { ...one, signers }
    const both = await open(setup, [phone, laptop])
    const address = both.address.toLowerCase() as Hex
    const faucet = await prepare(both, [currencyCall(api.market, 'faucet', units('5000'))])
    await bring(await signedBy(faucet, phone, laptop))
    const browser = signing.browse()
    expect((await browser.signIn(phone, address)).status).toBe(200)
    const app = codes ? await turnCodesOn(browser, signing.now) : undefined
    const change = async (next: readonly Hex[], nextWeights: readonly bigint[]) => {
      const data = encodeFunctionData({
        abi,
        functionName: 'changeSigners',
        args: [{ ...signers, signers: next, weights: nextWeights }],
      })
      await bring(await signedBy(await prepare(both, [{ to: both.address, data }]), phone, laptop))
    }
    await change([phone.signer, laptop.signer, coSignerAddress], [2n, 2n, weights.coSigner])
    const code = async () => {
      signing.pass(30_000)
      return (await app?.codeAt(signing.now())) ?? '000000'
    }
    const pay = async (amount: string) =>
      prepare(await open(setup, [phone, nobody]), [
        currencyCall(api.market, 'transfer', api.market.address('bob'), units(amount)),
      ])
    return {
      phone,
      laptop,
      address,
      setup,
      browser,
      change,
      code,
      pay,
      recoveryCodes: app?.recoveryCodes ?? [],
    }
  }
  const paid = () => balanceOf(api.market, api.market.address('bob'))

  test('brings a payment over the limit through, with a passkey and a code; the passkey alone does not', async () => {
    const { phone, pay, code, setup } = await somebody()
    const before = await paid()
    const alone = await prepare(await open(setup, [phone]), [
      currencyCall(api.market, 'transfer', api.market.address('bob'), units('2000')),
    ])
    await expect(bring(await signedBy(alone, phone))).rejects.toMatchObject({ name: 'NewPayeeLimitExceeded' })
    const operation = await signedBy(await pay('2000'), phone)
    await expect(bring(operation)).rejects.toMatchObject({ args: { reason: 'AA24 signature error' } })
    const { status, body } = await asked(operation, await code())
    expect([status, body.signer]).toEqual([200, coSignerAddress])
    await bring(added(operation, body))
    expect(await paid()).toBe(before + units('2000'))
  })

  test('is asked by an account of the SDK, which has each operation signed by its passkey first', async () => {
    const { phone, code, setup } = await somebody()
    const before = await paid()
    const asks: string[] = []
    const account = coSigned(await open(setup, [phone]), coSignerAddress, async (operation) => {
      asks.push(operation.sender)
      const { status, body } = await signing
        .browse()
        .ask<CoSignature>('POST', '/co-signatures', { operation, code: await code() })
      expect(status).toBe(200)
      return body
    })
    const client = { ...api.market.publicClient, chain: foundry } as never
    const payment = currencyCall(api.market, 'transfer', api.market.address('bob'), units('1500'))
    await bring(await signOperation(client, account, [payment]))
    expect(await paid()).toBe(before + units('1500'))
    expect(asks).toEqual([account.address.toLowerCase()])
  })

  test('signs nothing for a code that is wrong, was used, is another account’s, or a recovery code', async () => {
    const [owner, other] = [await somebody(), await somebody()]
    const operation = await signedBy(await owner.pay('2000'), owner.phone)
    expect(await asked(operation, '000000')).toMatchObject({ status: 403, kind: 'CodeRefused' })
    expect(await asked(operation, await other.code())).toMatchObject({ kind: 'CodeRefused' })
    expect(await asked(operation, owner.recoveryCodes[0] ?? '')).toMatchObject({ kind: 'CodeRefused' })
    const code = await owner.code()
    expect((await asked(operation, code)).status).toBe(200)
    const next = await signedBy(await owner.pay('1'), owner.phone)
    expect(await asked(next, code)).toMatchObject({ status: 403, kind: 'CodeRefused' })
  })

  test('has signed nothing that is changed afterwards', async () => {
    const { phone, pay, code } = await somebody()
    const operation = await signedBy(await pay('2000'), phone)
    const { body } = await asked(operation, await code())
    const before = await paid()
    const { callData } = await pay('4000')
    await expect(bring(added({ ...operation, callData }, body))).rejects.toMatchObject({
      args: { reason: 'AA24 signature error' },
    })
    const changed = await signedBy({ ...operation, callData }, phone)
    await expect(bring(added(changed, body))).rejects.toMatchObject({
      args: { reason: 'AA24 signature error' },
    })
    expect(await paid()).toBe(before)
  })

  test('tells nothing of codes to whoever has not signed with the device, and counts no guess of theirs', async () => {
    const { phone, laptop, pay, code, address } = await somebody()
    const stranger = browserPasskey(contracts(), site)
    const unsigned = await pay('2000')
    const by = async (signers: readonly AccountSigner[]) => signedBy(unsigned, ...signers)
    const forgeries = [
      { ...unsigned, signature: '0x' as Hex },
      await by([]),
      await by([stranger]),
      await by([{ signer: phone.signer, sign: stranger.sign }]),
      await by([{ signer: coSignerAddress, sign: async (hash) => coSigner.sign({ hash }) }]),
      await by([phone, phone]),
      await by([phone, stranger]),
      await by([phone, { signer: coSignerAddress, sign: async (hash) => coSigner.sign({ hash }) }]),
      { ...(await by([phone])), callGasLimit: 999_999n },
    ]
    const right = await code()
    for (const forged of forgeries)
      expect(await asked(forged, right)).toMatchObject({ status: 403, kind: 'CoSigningRefused' })
    expect(address).not.toBe(coSignerAddress)
    expect((await asked(await by([phone]), right)).status).toBe(200)
    expect((await asked(await by([laptop]), await code())).status).toBe(200)
  })

  test('signs no operation that asks for one factor, is not the next, or calls something else', async () => {
    const { phone, setup, pay, code } = await somebody()
    const one = await prepare(await open(setup, [phone]), [currencyCall(api.market, 'faucet', 1n)])
    const operation = await pay('1')
    for (const other of [
      one,
      { ...operation, callData: '0x' as Hex },
      { ...operation, callData: `${operation.callData.slice(0, 10)}00` as Hex },
      { ...operation, nonce: operation.nonce + 1n },
    ])
      expect(await asked(await signedBy(other, phone), await code())).toMatchObject({
        status: 403,
        kind: 'CoSigningRefused',
      })
  })

  test('makes whoever guesses with a stolen device wait, and not the owner with the other', async () => {
    const { phone, laptop, pay, code } = await somebody()
    const [stolen, owned] = [await signedBy(await pay('5'), phone), await signedBy(await pay('5'), laptop)]
    const kinds = await Promise.all(
      Array.from({ length: 8 }, async () => (await asked(stolen, '000000')).kind),
    )
    expect(kinds.filter((kind) => kind === 'CodeRefused')).toHaveLength(5)
    expect(await asked(stolen, '000000')).toMatchObject({ status: 429, kind: 'TooManyGuesses' })
    expect((await asked(owned, await code())).status).toBe(200)
  })

  test('moves nothing alone, and nothing at all once its owner has removed it', async () => {
    const { phone, laptop, pay, code, change } = await somebody()
    const before = await paid()
    const operation = await pay('2000')
    const alone: AccountSigner = { signer: coSignerAddress, sign: async (hash) => coSigner.sign({ hash }) }
    await expect(bring(await signedBy(operation, alone))).rejects.toMatchObject({
      args: { reason: 'AA24 signature error' },
    })
    await change([phone.signer, laptop.signer], [2n, 2n])
    const next = await signedBy(await pay('2000'), phone)
    expect(await asked(next, await code())).toMatchObject({ status: 403, kind: 'CoSigningRefused' })
    const { signature } = await signedBy(next, phone, alone)
    await expect(bring({ ...next, signature })).rejects.toMatchObject({
      args: { reason: 'AA24 signature error' },
    })
    expect(await paid()).toBe(before)
  })

  test('signs nothing where codes are off, and keeps them from being turned on by one device or off by a code', async () => {
    const without = await somebody({ codes: false })
    const operation = await signedBy(await without.pay('2000'), without.phone)
    expect(await asked(operation, '000000')).toMatchObject({ status: 409, kind: 'CodesOff' })
    const post = async (browser: typeof without.browser, path: string, body: unknown) =>
      (await browser.ask<{ type: string }>('POST', `/sessions/codes${path}`, body)).body.type
        ?.split(':')
        .at(-1)
    expect(await post(without.browser, '', {})).toBe('CoSignerInTheWay')
    // An offer made before the co-signer was added is no way round.
    const { phone, laptop } = without
    await without.change([phone.signer, laptop.signer], [2n, 2n])
    const { body: offer } = await without.browser.ask<{ secret: string }>('POST', '/sessions/codes', {})
    await without.change([phone.signer, laptop.signer, coSignerAddress], [2n, 2n, weights.coSigner])
    const code = await codesApp(offer.secret)(signing.now())
    expect(await post(without.browser, '/confirmation', { code })).toBe('CoSignerInTheWay')
    const owner = await somebody()
    expect(await post(owner.browser, '/removal', { code: await owner.code() })).toBe('CoSignerInTheWay')
    expect(await post(owner.browser, '', { code: await owner.code() })).toBeUndefined()
  })

  test('is told of by the platform', async () => {
    const { body } = await signing.browse().ask<{ accounts: { coSigner: Hex } }>('GET', '/platform')
    expect(body.accounts.coSigner).toBe(coSignerAddress)
  })
})
