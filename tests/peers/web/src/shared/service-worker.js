// A plain service worker: it keeps every file at the first visit and answers from what it keeps.
// build.mjs fills in the two constants.
const VERSION = ''
const FILES = []
const page = () => new Request('/', { headers: { accept: 'text/html' } })

self.addEventListener('install', (event) => {
  const requests = FILES.map((file) => (file === '/' ? page() : file))
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(requests)))
})
self.addEventListener('activate', (event) => {
  const older = caches.keys().then((names) => Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))))
  event.waitUntil(older.then(() => self.clients.claim()))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const kept = request.mode === 'navigate' ? '/' : request
  event.respondWith(caches.match(kept, { ignoreVary: true }).then((answer) => answer ?? fetch(request)))
})
