import {
  type Address,
  createPublicClient,
  custom,
  domainSeparator,
  type Hex,
  numberToHex,
  toFunctionSelector,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import type { HurongContext } from '../client/context.ts'
import { signPermit } from './permit.ts'

const currency: Address = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
const owner = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const domain = { name: 'Plain', version: '1', chainId: 1, verifyingContract: currency }
const plain = `${numberToHex(32, { size: 32 })}${numberToHex(5, { size: 32 }).slice(2)}506c61696e${'00'.repeat(27)}`
const answers = new Map<string, string>([
  [toFunctionSelector('function DOMAIN_SEPARATOR()'), domainSeparator({ domain })],
  [toFunctionSelector('function nonces(address)'), numberToHex(3, { size: 32 })],
  [toFunctionSelector('function name()'), plain],
])

/** A chain with a currency that takes permits, and a wallet that signs in its own way. */
const aContext = (sign: (typed: never) => Promise<Hex>): HurongContext => {
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (method === 'eth_chainId') return '0x1'
    const [{ data }] = params as [{ data: Hex }]
    const answer = answers.get(data.slice(0, 10))
    if (answer === undefined) throw Object.assign(new Error('execution reverted'), { code: 3, data: '0x' })
    return answer
  }
  const publicClient = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) })
  const walletClient = { account: owner, signTypedData: sign }
  return { publicClient, walletClient, deployment: { contracts: { loans: owner.address } } } as never
}

const asked = { currency, amount: 5n, deadline: 2_000_000_000n }

test('a permit is what the key of the address signed', async () => {
  const permit = await signPermit(
    aContext((typed) => owner.signTypedData(typed)),
    asked,
  )
  expect(permit).toMatchObject({ deadline: 2_000_000_000n })
  expect([27, 28]).toContain(permit.v)
})

test('a wallet that signs as a contract, or with another key, has signed none', async () => {
  const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
  const wrapped: Hex = `0x${'ab'.repeat(320)}`
  for (const sign of [async () => wrapped, (typed: never) => other.signTypedData(typed)])
    await expect(signPermit(aContext(sign), asked)).rejects.toMatchObject({ name: 'PermitNotSigned' })
})
