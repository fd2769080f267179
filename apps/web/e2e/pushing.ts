import type { Page } from 'playwright-core'

/** A subscription as `PushSubscription.toJSON` gives it. */
interface Subscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** Has a page's browser reached by a push service of this machine: a browser of tests has none of its own. */
export const reachBy = (page: Page, subscription: Subscription) =>
  page.addInitScript((given) => {
    const kept = 'test.push'
    const make = (key: string) => ({
      endpoint: given.endpoint,
      options: {
        applicationServerKey: Uint8Array.from(atob(key), (char) => char.charCodeAt(0)).buffer,
      },
      toJSON: () => ({ ...given, expirationTime: null }),
      unsubscribe: async () => localStorage.removeItem(kept),
    })
    PushManager.prototype.getSubscription = async () => {
      const key = localStorage.getItem(kept)
      return (key === null ? null : make(key)) as PushSubscription | null
    }
    PushManager.prototype.subscribe = async (options) => {
      const bytes = new Uint8Array(options?.applicationServerKey as ArrayBuffer)
      const key = btoa(String.fromCharCode(...bytes))
      localStorage.setItem(kept, key)
      return make(key) as unknown as PushSubscription
    }
  }, subscription)

/** Brings a message to a page's browser as its push service does: the part of the site that listens gets it, whatever page is open. */
export const bring = async (page: Page, message: unknown): Promise<void> => {
  const { origin } = new URL(page.url())
  const protocol = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    protocol.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin))
      if (found) resolve(found.registrationId)
    })
  })
  // Left as it is: a browser that forgets the worker while it is looked at elsewhere ends.
  await protocol.send('ServiceWorker.enable')
  await protocol.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId: await registered,
    data: JSON.stringify(message),
  })
}

/** What the site has a browser show. */
interface Shown {
  readonly title: string
  readonly options: NotificationOptions & { readonly data: { readonly path: string } }
}

/** The part of the site that listens, which keeps running while somebody looks at it. */
const listenerOf = async (page: Page) => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
  const [worker] = page.context().serviceWorkers()
  if (worker === undefined) throw new Error('Nothing listens.')
  return worker
}

/** Writes down what the site has a browser show, which a browser without a screen refuses to whoever may as well. */
export const noteShown = async (page: Page) => {
  const worker = await listenerOf(page)
  await worker.evaluate(() => {
    const scope = globalThis as unknown as { shown: Shown[] }
    scope.shown = []
    ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
      scope.shown.push({ title, options: options as Shown['options'] })
    }
  })
  return (): Promise<readonly Shown[]> =>
    worker.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown)
}
