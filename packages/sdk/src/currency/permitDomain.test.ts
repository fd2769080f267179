import {
  type Address,
  createPublicClient,
  custom,
  domainSeparator,
  encodeAbiParameters,
  type Hex,
  keccak256,
  numberToHex,
  parseAbiParameters,
  stringToHex,
  toFunctionSelector,
} from 'viem'
import { describe, expect, test } from 'vitest'
import { HurongError } from '../errors/index.ts'
import { readPermitDomain, takesPermitOf } from './permitDomain.ts'

const usdc: Address = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
const person: Address = '0x00000000000000000000000000000000000000a1'
const text = (value: string) => encodeAbiParameters([{ type: 'string' }], [value])
const zero = numberToHex(0, { size: 32 })

/** A chain with one currency, which answers these calls and reverts on all others. */
const aChain = (
  answers: Readonly<Record<string, Hex>>,
  {
    code = '0x',
    fails,
    limited,
    refusal = Object.assign(new Error('execution reverted'), { code: 3, data: '0x' }),
  }: { code?: Hex; fails?: Error; limited?: string; refusal?: Error } = {},
) => {
  const told = new Map(
    Object.entries(answers).map(([signature, answer]) => [toFunctionSelector(signature), answer]),
  )
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (fails) throw fails
    if (method === 'eth_chainId') return '0x1'
    if (method === 'eth_getCode') return code
    const [{ data }] = params as [{ data: Hex }]
    const selector = data.slice(0, 10) as Hex
    if (limited !== undefined && selector === toFunctionSelector(limited))
      throw Object.assign(new Error('Too many requests'), { code: -32005 })
    const answer = told.get(selector)
    if (answer === undefined) throw refusal
    return answer
  }
  return { publicClient: createPublicClient({ transport: custom({ request }, { retryCount: 0 }) }) }
}

/** As USD Coin on Ethereum answers; its separator is the one that stands on that chain. */
const asUsdc = {
  'function DOMAIN_SEPARATOR()': '0x06c37168a7db5138defc7866392bb87a741f9b3d104deb5094588ce041cae335',
  'function PERMIT_TYPEHASH()': '0x6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9',
  'function nonces(address)': zero,
  'function name()': text('USD Coin'),
  'function version()': text('2'),
} as const

describe('the domain of a currency’s permits', () => {
  test('is worked out of its name and version where it does not tell it, and held against its separator', async () => {
    expect(await readPermitDomain(aChain(asUsdc), { currency: usdc })).toEqual({
      name: 'USD Coin',
      version: '2',
      chainId: 1,
      verifyingContract: usdc,
    })
    const renamed = { ...asUsdc, 'function name()': text('Another Coin') }
    expect(await readPermitDomain(aChain(renamed), { currency: usdc })).toBeUndefined()
  })

  test('is the one it tells, though its name is another', async () => {
    const domain = { name: 'Told', version: '7', chainId: 1, verifyingContract: usdc }
    const told = encodeAbiParameters(
      parseAbiParameters('bytes1, string, string, uint256, address, bytes32, uint256[]'),
      ['0x0f', 'Told', '7', 1n, usdc, zero, []],
    )
    const chain = aChain({
      ...asUsdc,
      'function eip712Domain()': told,
      'function DOMAIN_SEPARATOR()': domainSeparator({ domain }),
    })
    expect(await readPermitDomain(chain, { currency: usdc })).toEqual(domain)
  })

  test('has version 1 where the currency tells none', async () => {
    const domain = { name: 'Plain', version: '1', chainId: 1, verifyingContract: usdc }
    const chain = aChain({
      'function DOMAIN_SEPARATOR()': domainSeparator({ domain }),
      'function nonces(address)': zero,
      'function name()': text('Plain'),
    })
    expect(await readPermitDomain(chain, { currency: usdc })).toEqual(domain)
  })

  test('is none where it takes no permits, or permits of another kind under the same name', async () => {
    const { 'function nonces(address)': _, ...withoutNonces } = asUsdc
    const asDai = keccak256(
      stringToHex('Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)'),
    )
    for (const answers of [
      { 'function name()': text('Old') },
      withoutNonces,
      { ...asUsdc, 'function PERMIT_TYPEHASH()': asDai },
    ])
      expect(await readPermitDomain(aChain(answers), { currency: usdc })).toBeUndefined()
  })

  test('is not none for a chain that cannot be asked, nor for one that answers some questions alone', async () => {
    const silent = aChain(asUsdc, { fails: new TypeError('fetch failed') })
    await expect(readPermitDomain(silent, { currency: usdc })).rejects.toMatchObject({ kind: 'unreachable' })
    const limited = aChain(asUsdc, { limited: 'function PERMIT_TYPEHASH()' })
    await expect(readPermitDomain(limited, { currency: usdc })).rejects.toThrow(HurongError)
  })

  test('is none where nodes tell that it refuses in words alone, or where it answers nothing', async () => {
    const { 'function nonces(address)': _, ...withoutNonces } = asUsdc
    const inWords = aChain(withoutNonces, {
      refusal: Object.assign(new Error('execution reverted'), { code: -32000 }),
    })
    expect(await readPermitDomain(inWords, { currency: usdc })).toBeUndefined()
    const nothing = aChain({ ...asUsdc, 'function nonces(address)': '0x' })
    expect(await readPermitDomain(nothing, { currency: usdc })).toBeUndefined()
  })

  test('is none where what it tells cannot be read', async () => {
    const chain = aChain({ ...asUsdc, 'function name()': stringToHex('Maker', { size: 32 }) })
    expect(await readPermitDomain(chain, { currency: usdc })).toBeUndefined()
  })
})

test('permits are signed by a key, and not for an address that has code, be it another’s for a time', async () => {
  const of = (code: Hex) => takesPermitOf(aChain(asUsdc, { code }), { currency: usdc, account: person })
  expect(await of('0x')).toBe(true)
  expect(await of(`0xef0100${'11'.repeat(20)}`)).toBe(false)
  expect(await of('0x6080')).toBe(false)
})
