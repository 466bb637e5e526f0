// Prints what a first visit downloads, compressed as it travels, and fails above the budget.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants as c } from 'node:zlib'
import { inParts } from '../app/program_in_page.mjs'

const DIST = new URL('../app/dist/', import.meta.url).pathname
// Bytes. They are raised only by a commit that says why.
const BUDGETS = {
  critical: 150 * 1024,
  'first visit': 300_000,
  // What a server may send before the first acknowledgement, ten segments (RFC 6928): with the sign-in form in it,
  // one round trip is enough to sign in.
  page: 14_336,
}
// Heads of one request and its answer over HTTP/1.1, cookies included. The journey that measures a browser counts the
// real ones: both numbers agree to a hundredth.
const HEADS = 1120
// The applicant's pull, signing in, the unit's pull and the poke: small JSON both ways.
const CALLS = { count: 4, body: 512 }

const names = readdirSync(DIST, { recursive: true })
  .filter((name) => statSync(join(DIST, name)).isFile() && !['.br', '.gz', '.zst'].includes(extname(name)))
  .sort()
const size = (name) => {
  const sizes = [name, name + '.br'].map((name) => statSync(join(DIST, name), { throwIfNoEntry: false })?.size)
  return Math.min(...sizes.filter((size) => size !== undefined))
}
const worker = readFileSync(join(DIST, 'service-worker.js'), 'utf8')
// The page, with the first part of the program, from the service hall to a listing that is kept, at its end; and what
// browsers fetch with any page. The program's rest comes with the copy that the service worker keeps: the journey
// `the_first_minutes_need_only_the_first_part_of_the_program` shows that nothing waits for it.
const isCritical = (name) => /^(index\.html|manifest\.webmanifest|icons.icon-\w+\.svg)$/.test(name)
// The first part as a file is for who has a page that broke off, or none of the worker's copies any more; other parts come
// when a screen is opened that asks for one.
const isKept = (name) => !/_(bg|asked|apply)\.wasm$/.test(name) && (name === 'service-worker.js' || worker.includes(`"/${name}"`))

let critical = CALLS.count * (CALLS.body + HEADS)
let rest = 0
for (const name of names) {
  if (isCritical(name)) critical += size(name) + HEADS
  else if (isKept(name)) rest += size(name) + HEADS
  const when = isCritical(name) ? 'critical' : isKept(name) ? 'first visit' : 'when asked for'
  console.log(`${String(size(name)).padStart(8)}  ${name}  (${when})`)
}
// The worker asks once more whether the page has changed: heads only.
const [form] = inParts(readFileSync(join(DIST, 'index.html')))
const page = brotliCompressSync(form, { params: { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24 } }).length
const found = { critical, 'first visit': critical + rest + HEADS, page }
let above = 0
for (const [what, budget] of Object.entries(BUDGETS)) {
  console.log(`${what}: ${found[what]} bytes`)
  if (found[what] <= budget) continue
  console.error(`${what} is ${found[what] - budget} bytes above its budget of ${budget}`)
  above = 1
}
process.exit(above)
