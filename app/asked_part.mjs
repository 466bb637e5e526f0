// Which functions make up the program's third part: those of screens that few people open, fetched when one of them is.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { ofSections, sections, written } from './data_apart.mjs'

const TABLE = 4
const FUNCTIONS = 0x70

// Reviewing is the centre's staff's; a price list and a new password begin with a network; what was sent and received
// few people look up.
const OPENED_SELDOM = 'review|products|password|data_use::page'
// A function of those modules or a closure in one.
const OWN = new RegExp(`^<?app(\\[[0-9a-f]*\\])?::(${OPENED_SELDOM})::`)
// Made for one of theirs.
const MADE_FOR = new RegExp(`\\bapp(\\[[0-9a-f]*\\])?::(${OPENED_SELDOM})::`)
// Below that size the optimiser may have taken functions of one form for one, whoever they are for; not where they
// call one of theirs.
const isTheirs = ({ name, size }) => (OWN.test(name) && size >= 120) || (MADE_FOR.test(name) && size >= 300)

// These wait for it before they call into it.
const DOORS = /\bapp(\[[0-9a-f]*\])?::pages::/

// `moved`: functions of the rest, with names; `plain`: a module in which each is called f and its index.
// Functions that something outside calls stay in the rest.
export function askedFor(moved, plain) {
  const named = (found) => [`$f${found.index}`, found]
  const asked = new Map(moved.filter(isTheirs).map(named))
  const madeFor = new Map(moved.filter(({ name }) => MADE_FOR.test(name)).map(named))
  const doors = new Set(moved.filter(({ name }) => DOORS.test(name)).map(({ index }) => `$f${index}`))
  const text = execFileSync('wasm-opt', [plain, '--all-features', '--print'], { maxBuffer: 2 ** 30, encoding: 'utf8' })
  const calls = []
  let caller
  for (const [, func, callee] of text.matchAll(/^ \(func (\S+)|\(call (\$f\d+)/gm)) {
    if (func) caller = func
    else calls.push([caller, callee])
  }
  for (const [caller, callee] of calls) if (asked.has(callee) && madeFor.has(caller)) asked.set(caller, madeFor.get(caller))
  // Taking one out may leave another one called from outside.
  for (let size; size !== asked.size; ) {
    size = asked.size
    for (const [caller, callee] of calls) if (!asked.has(caller) && !doors.has(caller)) asked.delete(callee)
  }
  return [...asked.values()]
}

// wasm-split gives a function of the third part that only the rest calls a new place at the end of the table, and says so to
// the rest alone: the first part, whose table it is, makes it so long.
export function lengthenTable(path, length) {
  const bytes = readFileSync(path)
  const all = sections(bytes)
  const table = all.find(({ id }) => id === TABLE)
  if (table?.body[0] !== 1 || table.body[1] !== FUNCTIONS || table.body[2] !== 1) throw new Error('a table of another kind')
  table.body = Buffer.from([1, FUNCTIONS, 1, ...written(length), ...written(length)])
  writeFileSync(path, ofSections(bytes, all))
}

// The length of the table that `path` asks for.
export function tableLength(path) {
  const text = execFileSync('wasm-opt', [path, '--all-features', '--print'], { maxBuffer: 2 ** 30, encoding: 'utf8' })
  return Number(text.match(/\(table \S+ (\d+)/)[1])
}
