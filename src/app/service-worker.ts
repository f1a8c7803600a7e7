/**
 * Keeps the whole site in the browser, so that it works without a network after the first visit. Each build has a store
 * of its own, filled before it is used. A new build waits until no page uses the old one, or until somebody asks for it;
 * the files of the build before stay, so that a page that is still open finds its own.
 *
 * Our own forty lines and not Workbox: there is one rule (what is stored is answered from the store), and nothing of a
 * router, of strategies or of expiry would be used.
 */

const worker = self as unknown as ServiceWorkerGlobalScope
/** Written in by the build: this build's name, and all files of the site, relative to it. */
declare const SITE_VERSION: string
declare const SITE_FILES: readonly string[]

const PREFIX = 'linkscape-'
const STORE = `${PREFIX}${SITE_VERSION}`

worker.addEventListener('install', (event) => {
  event.waitUntil(fill())
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => worker.clients.claim()))
})

worker.addEventListener('message', ({ data }) => {
  if (data === 'use now') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method === 'GET' && request.url.startsWith(worker.registration.scope)) event.respondWith(answer(request))
})

/** All or nothing: a store that lacks a file is not used. `reload` passes by the browser's own cache. */
async function fill(): Promise<void> {
  const store = await caches.open(STORE)
  await store.addAll(SITE_FILES.map((file) => new Request(file, { cache: 'reload' })))
}

/** The stores of this build and of the one before stay. */
async function dropOld(): Promise<void> {
  const stores = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STORE)
  await Promise.all(stores.slice(0, -1).map((name) => caches.delete(name)))
}

/** From this build's store, then from an older one, then from the network. Queries are for the page, not for the site. */
async function answer(request: Request): Promise<Response> {
  const { scope } = worker.registration
  const url = new URL(request.url)
  const file = request.mode === 'navigate' && url.origin + url.pathname === scope ? scope : request
  const known =
    (await (await caches.open(STORE)).match(file, { ignoreSearch: true })) ??
    (await caches.match(file, { ignoreSearch: true }))
  return known ?? fetch(request)
}
