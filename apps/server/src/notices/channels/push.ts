import { createECDH, hkdfSync } from 'node:crypto'
import webPush from 'web-push'
import { NotNow } from './channel.ts'
import { isPushService } from './pushServices.ts'

/** How a browser is reached, as `PushSubscription.toJSON` gives it. */
export interface PushAddress {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** What a browser shows, and the page of the site it opens. */
export interface PushMessage {
  /** The same for every attempt, so that a browser that gets it twice shows it once. 32 characters of base64url at most. */
  readonly id: string
  readonly title: string
  readonly body: string
  readonly path: string
  readonly language: 'en' | 'zh'
}

/** Tells browsers by the push service each has (RFC 8030), encrypted for it alone (RFC 8291) and signed (RFC 8292). */
export interface PushChannel {
  /** What a browser subscribes with: it takes messages signed by this server alone. Base64url. */
  readonly publicKey: string
  /**
   * Whether it is written to at all: a server that writes to any address somebody names can be made to write to its own network, and
   * nothing can be encrypted for keys that are no point of the curve.
   */
  readonly reaches: (address: PushAddress) => boolean
  /**
   * @returns `gone` where the browser no longer wants to be told, for good.
   * @throws Error where it was not taken; it may be tried again. `NotNow` where the push service says when.
   */
  readonly send: (address: PushAddress, message: PushMessage) => Promise<'taken' | 'gone'>
}

/** Seconds a push service keeps what it cannot bring yet; later it is news to nobody. Then milliseconds it has to answer. */
const [keptSeconds, patience] = [3 * 86_400, 20_000]
/** A scalar is drawn again where it is no key of the curve, of which nobody will ever see the second. */
const draws = 8

/** The key this server signs with, drawn from its secret, so that there is no other file to keep. @param secret 32 bytes as hex. */
const signingKeyOf = (secret: `0x${string}`) => {
  const ecdh = createECDH('prime256v1')
  for (let draw = 0; draw < draws; draw++) {
    const scalar = hkdfSync('sha256', Buffer.from(secret.slice(2), 'hex'), '', `web push ${draw}`, 32)
    try {
      ecdh.setPrivateKey(Buffer.from(scalar))
    } catch {
      continue
    }
    return {
      privateKey: Buffer.from(scalar).toString('base64url'),
      publicKey: ecdh.getPublicKey('base64url'),
    }
  }
  throw new Error('No key to sign with could be drawn.')
}

const isKey = (p256dh: string): boolean => {
  const probe = createECDH('prime256v1')
  probe.generateKeys()
  try {
    probe.computeSecret(p256dh, 'base64url')
    return true
  } catch {
    return false
  }
}

/** Milliseconds a service asks to be left alone for, as seconds or until a date (RFC 9110); 0 where it does not say. */
const retryAfter = (headers: Headers): number => {
  const told = headers.get('retry-after') ?? ''
  const wait = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now()
  return Math.max(0, wait || 0)
}

/**
 * @param contact Who a push service turns to about this server, `mailto:` or `https:`.
 * @param services Hosts of push services, see `isPushService`.
 */
export const pushChannel = (
  secret: `0x${string}`,
  contact: string,
  services: readonly string[],
): PushChannel => {
  const key = signingKeyOf(secret)
  const requestOf = (address: PushAddress, message: PushMessage) =>
    webPush.generateRequestDetails(address, JSON.stringify(message), {
      vapidDetails: { subject: contact, ...key },
      contentEncoding: 'aes128gcm',
      urgency: 'high',
      topic: message.id,
      TTL: keptSeconds,
    })
  return {
    publicKey: key.publicKey,
    reaches: (address) => isPushService(address.endpoint, services) && isKey(address.keys.p256dh),
    send: async (address, message) => {
      const { method, headers, body, endpoint } = requestOf(address, message)
      const response = await fetch(endpoint, {
        ...{ method, headers, body: new Uint8Array(body) },
        // Where a push service would send us on to was never looked at.
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      await response.body?.cancel()
      if (response.status === 404 || response.status === 410) return 'gone'
      if (response.ok) return 'taken'
      const refusal = `A push service answered ${response.status}.`
      const wait = retryAfter(response.headers)
      throw wait > 0 ? new NotNow(refusal, wait) : new Error(refusal)
    },
  }
}
