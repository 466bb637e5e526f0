// Keeps a copy of the app, so that it opens with no network at any of its addresses.
//
// A new version is fetched whole and checked beside the running one, then waits: it takes over when
// every page has closed, or when the person agrees and a page posts {type: 'skip-waiting'}. Nothing
// is ever exchanged under an open form.

// All are filled in by app/release.mjs.
const VERSION = 'dev'
const PROGRAM = '' // the address of the program's first part
const FILES = {} // address → digest of its contents
const ASKED = {} // the same of what few people need: kept once it has been asked for

const PREFIX = 'yangcai-'
const CACHE = PREFIX + VERSION

watchBytes(() => true)

self.addEventListener('install', (event) => {
  // Else Chromium asks the network for the page as well while this worker starts, and throws the answer away.
  event.addRoutes?.({ condition: { requestMode: 'navigate' }, source: 'fetch-event' }).catch((e) => console.warn('routes', e))
  event.waitUntil(install())
})
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => {
  if (event.data?.type === 'skip-waiting') self.skipWaiting()
})

// What a person saves data with holds back a new version, until they ask for it: the page then writes 'update' for 'on'.
const mayUpdate = () => new Promise((done) => withRows('yangcai.device', (rows) => {
  rows.get('data_saver').onsuccess = ({ target }) => done(new TextDecoder().decode(target.result) !== 'on')
}, () => done(true)))

// All or nothing: half a version would open offline as a blank page.
async function install() {
  countBytes('/service-worker.js', 1, 0, 0, 1234567) // filled in by app/release.mjs
  if (self.registration.active && !(await mayUpdate())) throw new Error('a new version waits to be asked for')
  const had = await askedSoFar()
  const files = Object.entries({ ...FILES, ...ASKED }).filter(([address]) => !ASKED[address] || had.some((url) => url.endsWith(partOf(address))))
  const progress = new BroadcastChannel('yangcai.update')
  let done = 0
  const answers = await Promise.all(files.map(async (file) => {
    const answer = await fetchChecked(file)
    progress.postMessage([++done, files.length])
    return answer
  }))
  answers.push(...await laidApart(answers.find(([address]) => address === '/')))
  try {
    const cache = await caches.open(CACHE)
    await Promise.all(answers.map(([address, answer]) => cache.put(address, answer)))
  } catch (error) {
    await caches.delete(CACHE)
    throw error
  }
}

const partOf = (address) => address.slice(address.lastIndexOf('_'))

// Whoever has once opened what asks for a part gets it with each new version: without a network it opens again.
async function askedSoFar() {
  const kept = (await caches.keys()).filter((name) => name.startsWith(PREFIX))
  const files = await Promise.all(kept.map(async (name) => (await caches.open(name)).keys()))
  return files.flat().map(({ url }) => url)
}

// The digest, checked by the browser, is what makes an answer ours: the sign-in page of a hotel's
// network answers 200 to everything, and a server updated in mid-install answers with another version.
async function fetchChecked([address, integrity]) {
  const headers = address === '/' ? { accept: 'text/html' } : {} // the server gives its page to nobody else
  const ask = (cache, from = address) => fetch(from, { cache, headers, integrity, redirect: 'error' })
  // The page has just fetched most of it, itself at whatever address: what the HTTP cache has, whatever its age, is good
  // where the digest says so.
  const answer = await ask('force-cache', address === '/' && await openedFirst() || address)
    .catch(() => ask('no-cache')) // it had another version
    .catch(() => ask('reload')) // or somebody else's answer
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
  if ([FILES, ASKED].some((files) => Object.hasOwn(files, path)) || path === PROGRAM) return path
  const isFile = /\.(?!\d*$)[^./]*$/.test(path)
  return request.mode === 'navigate' && !isFile ? '/' : null
}

// The browser may have taken the cache away; then the network is asked as if it had never been.
async function fromCache(address, request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(address, { ignoreVary: true })
  if (kept || !ASKED[address]) return kept ?? fetch(request)
  const [, answer] = await fetchChecked([address, ASKED[address]])
  // A full disk keeps nobody from going on.
  await cache.put(address, answer.clone()).catch((e) => console.warn('keeping', e))
  return answer
}
