import {
  decodeAbiParameters,
  type Hex,
  hexToString,
  numberToHex,
  parseAbiParameters,
  size,
  slice,
} from 'viem'
import { describe, expect, test } from 'vitest'
import { encodeAssertion, parseDer } from './passkey.ts'

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const challenge = 'c-QxU3cCZvCyoYbc7xYfsj3BDh1jlJ9qcvAA7BFcb2E'
const rest = ',"origin":"https://lend.example","crossOrigin":false}'
const usual = {
  authenticatorData: `0x${'ab'.repeat(32)}1d00000007` as Hex,
  clientDataJSON: `{"type":"webauthn.get","challenge":"${challenge}"${rest}`,
  r: 5n,
  s: 6n,
}
const long = (signature: Hex) =>
  decodeAbiParameters(parseAbiParameters('uint256, uint256, uint256, uint256, bytes, string'), signature)

describe('a signature for the verifier', () => {
  test('of what browsers usually write leaves out what the signer and the hash tell', () => {
    const signature = encodeAssertion(usual)
    expect(size(signature)).toBe(69 + rest.length)
    expect(slice(signature, 0, 32)).toBe(numberToHex(5n, { size: 32 }))
    expect(slice(signature, 32, 64)).toBe(numberToHex(6n, { size: 32 }))
    expect(slice(signature, 64, 69)).toBe('0x1d00000007')
    expect(hexToString(slice(signature, 69))).toBe(rest)
  })

  test('of any other order has all of it, and says where to look', () => {
    const clientDataJSON = `{"challenge":"${challenge}","origin":"https://lend.example","type":"webauthn.get"}`
    const [r, s, challengeIndex, typeIndex, authenticatorData, text] = long(
      encodeAssertion({ ...usual, clientDataJSON }),
    )
    expect([r, s, authenticatorData, text]).toEqual([5n, 6n, usual.authenticatorData, clientDataJSON])
    expect(clientDataJSON.slice(Number(challengeIndex))).toMatch(/^"challenge":"c-Qx/)
    expect(clientDataJSON.slice(Number(typeIndex))).toBe('"type":"webauthn.get"}')
  })

  test('of an authenticator that added something has all of it', () => {
    const authenticatorData: Hex = `${usual.authenticatorData}a1636f6e65f5`
    expect(long(encodeAssertion({ ...usual, authenticatorData }))[4]).toBe(authenticatorData)
  })

  test('of a challenge that is longer than a hash has all of it', () => {
    const clientDataJSON = usual.clientDataJSON.replace(challenge, `${challenge}A`)
    expect(long(encodeAssertion({ ...usual, clientDataJSON }))[5]).toBe(clientDataJSON)
  })

  test('has the lower of the two that mean the same', () => {
    expect(encodeAssertion({ ...usual, s: order - 6n })).toBe(encodeAssertion(usual))
  })

  test('is none without a challenge', () => {
    expect(() => encodeAssertion({ ...usual, clientDataJSON: '{"type":"webauthn.get"}' })).toThrow(
      'challenge',
    )
  })
})

describe('a signature in DER', () => {
  test('is read whatever the length of its numbers', () => {
    expect(parseDer('0x3006020105020106')).toEqual({ r: 5n, s: 6n })
    expect(parseDer('0x3008020200ff020200fe')).toEqual({ r: 255n, s: 254n })
  })

  test('is refused where it is none', () => {
    for (const none of ['0x3106020105020106', '0x3006030105020106', '0x3004020002 00'.replace(' ', '')])
      expect(() => parseDer(none as Hex)).toThrow('malformed')
  })
})
