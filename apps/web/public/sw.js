// Keeps the site for when its server is gone. Files under /assets/ never change under one name; pages are asked for
// first and taken from here if nobody answers. What the API says is never kept here: stale money is worse than none.
const cacheName = 'hurong-site'

async function keepAll() {
  const cache = await caches.open(cacheName)
  const manifest = await (await fetch('/assets.json', { cache: 'no-store' })).json()
  const files = new Set(['/', '/first.js', '/icon.svg', '/assets.json'])
  for (const { file, css = [], assets = [] } of Object.values(manifest))
    for (const name of [file, ...css, ...assets]) files.add(`/${name}`)
  const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname))
  await Promise.all(
    [...files].map((file) => (file.startsWith('/assets/') && kept.has(file) ? undefined : cache.add(file))),
  )
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (!files.has(pathname)) await cache.delete(request)
  }
}

async function page(request) {
  try {
    const response = await fetch(request)
    if (response.ok) return response
  } catch {
    // Nobody answers: the kept page below.
  }
  return (await caches.match('/', { ignoreVary: true })) ?? Response.error()
}

const part = async (request) =>
  (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request)

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
// What the server tells its owner with no page open. Every message is shown: browsers end listening to a site that hides one.
self.addEventListener('push', (event) => {
  const { id, title, body, path, language } = event.data.json()
  const shown = { body, tag: id, lang: language, icon: '/icon.svg', requireInteraction: true, data: { path } }
  event.waitUntil(self.registration.showNotification(title, shown))
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(self.clients.openWindow(event.notification.data.path))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (/^\/(api|docs|openapi\.json|metrics|health|ready|config\.json)/.test(url.pathname)) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/') || /^\/(first\.js|icon\.svg)$/.test(url.pathname))
    event.respondWith(part(request))
})
