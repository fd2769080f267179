import { toHex } from 'viem'
import { generatePrivateKey, mnemonicToAccount, privateKeyToAddress } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import { createApp } from '../http/app.ts'
import type { ApiContext } from '../http/context.ts'
import { sandboxProvider, type VerificationProvider } from './provider.ts'
import { openVerification } from './service.ts'

const words = 'test test test test test test test test test test test junk'
const verifierKey = toHex(mnemonicToAccount(words).getHdKey().privateKey ?? new Uint8Array())
const somebody = () => privateKeyToAddress(generatePrivateKey()).toLowerCase() as `0x${string}`

describe('having an account verified', () => {
  let api: OpenApi
  beforeAll(async () => {
    api = await openApi()
  })
  afterAll(() => api?.close())

  const verificationBy = (provider: VerificationProvider, welcome?: number) =>
    openVerification(api.market.deployment, api.anvil.url, { verifierKey, provider, policyId: 1, welcome })
  const post = async (body: unknown, given: Partial<ApiContext> = {}) => {
    await api.index()
    const app = createApp({ context: { ...api.context, ...given }, limit: { perMinute: 1_000 } })
    const response = await app.request('/api/v1/verifications', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const claimsOf = (participantId: number) =>
    api.market.as.operator.participants.readClaims({ participantId })

  test('makes its owner a participant under the policy for newcomers, with test money to begin', async () => {
    const account = somebody()
    const { status, body } = await post(
      { account: account.toUpperCase().replace('0X', '0x') },
      { verification: verificationBy(sandboxProvider, 1_000) },
    )
    expect(status).toBe(200)
    expect(body).toEqual({ participantId: expect.any(Number), provider: 'sandbox' })
    const { participants, currency } = api.market.as.operator
    expect(await participants.readParticipantOf({ wallet: account })).toBe(body.participantId)
    expect(await claimsOf(Number(body.participantId))).toMatchObject({ kind: 0, level: 1, policyId: 1 })
    for (const { address, decimals } of api.market.deployment.currencies)
      expect(await currency.readBalance({ currency: address, account })).toBe(
        1_000n * 10n ** BigInt(decimals),
      )
  })

  test('done twice, and by many at once, registers each account once and gives nothing again', async () => {
    const verification = verificationBy(sandboxProvider, 5)
    const accounts = [somebody(), somebody(), somebody()]
    const first = await Promise.all([...accounts, ...accounts].map((account) => verification.verify(account)))
    expect(first.slice(0, 3)).toEqual(first.slice(3))
    expect(new Set(first.map(({ participantId }) => participantId)).size).toBe(3)
    const [currency] = api.market.deployment.currencies
    if (currency === undefined) throw new Error('The market has no currency.')
    const { address, decimals } = currency
    for (const account of accounts)
      expect(await api.market.as.operator.currency.readBalance({ currency: address, account })).toBe(
        5n * 10n ** BigInt(decimals),
      )
  })

  test('leaves an account alone that the provider does not find verified, and says why in both languages', async () => {
    const refused = { en: 'The paper is not readable.', zh: '证件看不清。' }
    const provider = { name: 'strict', verify: async () => ({ refused }) }
    const account = somebody()
    const { status, body } = await post({ account }, { verification: verificationBy(provider) })
    expect(status).toBe(403)
    expect(body).toMatchObject({
      type: 'urn:hurong:problem:NotVerified',
      detail: refused.en,
      detailZh: refused.zh,
    })
    expect(await api.market.as.operator.participants.readParticipantOf({ wallet: account })).toBe(0)
  })

  test('goes on for the next one after a provider broke', async () => {
    let broken = true
    const provider: VerificationProvider = {
      name: 'shaky',
      verify: (request) => {
        if (!broken) return sandboxProvider.verify(request)
        broken = false
        throw new Error('the provider is down')
      },
    }
    const verification = verificationBy(provider)
    const account = somebody()
    await expect(verification.verify(account)).rejects.toThrow('the provider is down')
    expect((await verification.verify(account)).participantId).toBeGreaterThan(0)
  })

  test('is refused where nobody is verified, while the demonstration is prepared, and for what is no address', async () => {
    expect(await post({ account: somebody() })).toMatchObject({
      status: 503,
      body: { type: 'urn:hurong:problem:NotVerifying' },
    })
    const verification = verificationBy(sandboxProvider)
    expect(await post({ account: somebody() }, { verification, demonstrationLoans: () => 3 })).toMatchObject({
      status: 409,
      body: { type: 'urn:hurong:problem:BeingPrepared' },
    })
    expect(await post({ account: '0x12' }, { verification })).toMatchObject({
      status: 400,
      body: { type: 'urn:hurong:problem:BadRequest' },
    })
  })
})
