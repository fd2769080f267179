import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { keysBehind } from './recover.ts'

const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}` as const

const answerOf = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const authenticatorData = Buffer.alloc(37, 5)
  const clientDataJSON = '{"type":"webauthn.get","challenge":"AAAA"}'
  const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()])
  return {
    point: hex(Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])),
    answer: {
      authenticatorData: hex(authenticatorData),
      clientDataJSON,
      signature: hex(sign('sha256', signed, privateKey)),
    },
  }
}

test('the passkey that answered is one of two keys its signature can come from', async () => {
  for (let i = 0; i < 20; i++) {
    const { point, answer } = answerOf()
    const keys = await keysBehind(answer)
    expect(keys).toHaveLength(2)
    expect(keys).toContain(point)
  }
})

test('two answers of one passkey have that one key in common', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = hex(Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]))
  const [first, second] = await Promise.all(
    ['one', 'two'].map((challenge) => {
      const authenticatorData = Buffer.alloc(37, 5)
      const clientDataJSON = JSON.stringify({ type: 'webauthn.get', challenge })
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()])
      return keysBehind({
        authenticatorData: hex(authenticatorData),
        clientDataJSON,
        signature: hex(sign('sha256', signed, privateKey)),
      })
    }),
  )
  expect(first?.filter((key) => second?.includes(key))).toEqual([point])
})

test('what is no signature is refused', async () => {
  const { answer } = answerOf()
  await expect(keysBehind({ ...answer, signature: '0x30' })).rejects.toThrow()
})
