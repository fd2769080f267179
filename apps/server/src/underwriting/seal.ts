import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/** Encrypts what is personal for the database, and tells a signature that was used before without keeping what it signed. */
export interface Sealer {
  readonly seal: (value: unknown) => string
  /** @throws Error for a text that was changed or sealed by another key. */
  readonly unseal: (sealed: string) => unknown
  readonly replayKey: (digest: string) => string
}

/** AES-256-GCM, a fresh nonce each time. @param key 32 bytes as hex. */
export const sealer = (key: `0x${string}`): Sealer => {
  const secret = Buffer.from(key.slice(2), 'hex')
  if (secret.length !== 32) throw new RangeError('A key that seals is not 32 bytes as hex.')
  return {
    seal: (value) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64')
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes)
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      }).setAuthTag(tag)
      const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
      return JSON.parse(text.toString('utf8'))
    },
    replayKey: (digest) => createHmac('sha256', secret).update(digest).digest('hex'),
  }
}
