// Keeps a copy of the app, so that it opens with no network at any of its addresses.
//
// A new version is fetched whole and checked beside the running one, then waits: it takes over when
// every page has closed, or when the person agrees and a page posts {type: 'skip-waiting'}. Nothing
// is ever exchanged under an open form.

// All are filled in by app/release.mjs.
const VERSION = 'dev'
const PROGRAM = '' // the address of the program's first part
const FILES = {} // address → digest of its contents

const PREFIX = 'yangcai-'
const CACHE = PREFIX + VERSION

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => {
  if (event.data?.type === 'skip-waiting') self.skipWaiting()
})

// All or nothing: half a version would open offline as a blank page.
async function install() {
  const answers = await Promise.all(Object.entries(FILES).map(fetchChecked))
  answers.push(...await laidApart(answers.find(([address]) => address === '/')))
  try {
    const cache = await caches.open(CACHE)
    await Promise.all(answers.map(([address, answer]) => cache.put(address, answer)))
  } catch (error) {
    await caches.delete(CACHE)
    throw error
  }
}

// The digest, checked by the browser, is what makes an answer ours: the sign-in page of a hotel's
// network answers 200 to everything, and a server updated in mid-install answers with another version.
async function fetchChecked([address, integrity]) {
  const headers = address === '/' ? { accept: 'text/html' } : {} // the server gives its page to nobody else
  const ask = (cache, from = address) => fetch(from, { cache, headers, integrity, redirect: 'error' })
  const open = address === '/' && await openedFirst()
  if (open) return [address, await ask('force-cache', open).catch(() => ask('no-cache'))]
  // The page has just fetched the named-by-content files: the HTTP cache has them. The others are
  // asked about again, which costs no more than "not modified".
  const answer = await ask(isNamedByContent(address) ? 'default' : 'no-cache')
    .catch(() => ask('reload')) // the HTTP cache itself may hold somebody else's answer
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return [address, answer]
}

// At the first visit the page has just come, at whatever address: the browser may have kept it.
async function openedFirst() {
  const [page] = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })
  const known = (await caches.keys()).some((name) => name.startsWith(PREFIX))
  return !known && page?.url
}

// The page has the program's first part at its end (app/program_in_page.mjs), for who has nothing yet. Here it becomes a
// file of its own, which the browser compiles as it reads it, and only once.
async function laidApart(entry) {
  const [, page] = entry
  const text = await page.text()
  const [part, program] = text.match(/<script type="text\/plain" id="program"[^>]*>([^<]*)<\/script>/)
  const headers = new Headers(page.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  entry[1] = new Response(text.replace(part, '').replace(' data-program="here"', ''), { headers })
  const bytes = new Uint8Array(program.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = program.charCodeAt(i)
  return [[PROGRAM, new Response(bytes, { headers: { 'content-type': 'application/wasm' } })]]
}

function isNamedByContent(address) {
  return /-[0-9a-f]{12,16}[._]/.test(address)
}

async function activate() {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(older.map((name) => caches.delete(name)))
  // At the first visit the page in front of the person should be covered at once; later ones belong
  // to the version they were opened with.
  if (older.length === 0) await self.clients.claim()
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/v1/') || url.pathname === '/healthz') return
  const address = addressInCache(request, url.pathname)
  if (address) event.respondWith(fromCache(address, request))
})

// Every address of the app is the same page. Files end in a dot and letters; records' names, which
// have dots too, end in a number.
function addressInCache(request, path) {
  if (Object.hasOwn(FILES, path) || path === PROGRAM) return path
  const isFile = /\.(?!\d*$)[^./]*$/.test(path)
  return request.mode === 'navigate' && !isFile ? '/' : null
}

// The browser may have taken the cache away; then the network is asked as if it had never been.
async function fromCache(address, request) {
  const cache = await caches.open(CACHE)
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request)
}
