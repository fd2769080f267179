import type { PushSubscriptionRequest } from '@hurong/sdk/api'
import { queryOptions } from '@tanstack/react-query'
import { ownKey } from '../sessions/queries.ts'

/** Why this browser is not told: it cannot be, its owner does not allow it, or it reaches no push service. */
export type PushObstacle = 'unsupported' | 'denied' | 'unavailable'

/** A browser that could not be made to listen. */
export class NotListening extends Error {
  override readonly name = 'NotListening'
  readonly obstacle: PushObstacle
  constructor(obstacle: PushObstacle) {
    super(`This browser does not listen: ${obstacle}.`)
    this.obstacle = obstacle
  }
}

export const canListen = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** Milliseconds the part that listens has to be installed, which begins when the first page is idle. */
const installedWithin = 15_000

const listener = async (): Promise<ServiceWorkerRegistration> => {
  if (!canListen()) throw new NotListening('unsupported')
  const never = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new NotListening('unsupported')), installedWithin)
  })
  return Promise.race([navigator.serviceWorker.ready, never])
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))

const isFor = (subscription: PushSubscription, key: Uint8Array): boolean => {
  const held = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0))
  return held.length === key.length && held.every((byte, index) => byte === key[index])
}

/**
 * Has this browser listen for what a server tells, asking its owner first; where it does already, nothing changes.
 * @param publicKey Of the server, base64url.
 * @throws NotListening
 */
export const listen = async (publicKey: string): Promise<PushSubscriptionRequest['subscription']> => {
  if (!canListen()) throw new NotListening('unsupported')
  // Asked at once: browsers ask their owner only where a hand has just touched the page.
  if ((await Notification.requestPermission()) !== 'granted') throw new NotListening('denied')
  const { pushManager } = await listener()
  const key = bytesOf(publicKey)
  const before = await pushManager.getSubscription()
  // A server that has lost its key has another, and nothing it sends would be taken.
  if (before && !isFor(before, key)) await before.unsubscribe()
  try {
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    return subscription.toJSON() as PushSubscriptionRequest['subscription']
  } catch {
    throw new NotListening('unavailable')
  }
}

const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Which of the browsers that are told this one is; null where it does not listen. */
export const thisBrowserQuery = queryOptions({
  queryKey: [...ownKey, 'thisBrowser'],
  queryFn: async () => {
    if (!canListen()) return null
    const registration = await navigator.serviceWorker.getRegistration()
    const subscription = await registration?.pushManager.getSubscription()
    return subscription ? sha256(subscription.endpoint) : null
  },
  networkMode: 'always',
})
