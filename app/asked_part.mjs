// Which functions make up the program's parts that are fetched when one of their screens is opened.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { ofSections, sections, unsigned, written } from './data_apart.mjs'

const IMPORTS = 2
const TABLE = 4
const FUNCTIONS = 0x70
// The same in .ci/later.mjs.
const SMALLEST_LISTED = 24
const KIND = { function: 0, table: 1, memory: 2, global: 3 }

// By the part, the modules in it. Whoever registers a unit has no account yet, and whoever has one registers nothing.
// Reviewing is the centre's staff's; a price list and a new password begin with a network; what was sent and received
// few people look up.
export const ASKED_FOR = { apply: 'registration', asked: 'review|products|password|data_use::page' }
// A function of those modules or a closure in one.
const own = (modules) => new RegExp(`^<?app(\\[[0-9a-f]*\\])?::(${modules})::`)
// Made for one of theirs.
const madeFor = (modules) => new RegExp(`\\bapp(\\[[0-9a-f]*\\])?::(${modules})::`)

// These wait for it before they call into it.
const DOORS = /\bapp(\[[0-9a-f]*\])?::pages::/

// Who calls whom in a module in which each function is called f and its index, and who may do so or not.
export function callsIn(path) {
  const text = execFileSync('wasm-opt', [path, '--all-features', '--print'], { maxBuffer: 2 ** 30, encoding: 'utf8' })
  const calls = []
  const choosing = new Set()
  let caller
  for (const [, func, callee] of text.matchAll(/^ \(func \$f(\d+)|\(call \$f(\d+)|\((?:if|block|loop|br_if|br_table)\b/gm)) {
    if (func) caller = Number(func)
    else if (callee) calls.push([caller, Number(callee)])
    else choosing.add(caller)
  }
  return { calls, choosing }
}

// Where a function goes, go those that hand over to it whenever they are called: `.ci/later` leaves what is so small out of
// its list.
export function withForwarders(moved, all, { calls, choosing }) {
  const there = new Set(moved.map(({ index }) => index))
  const forward = new Set(calls.filter(([caller, callee]) => there.has(callee) && !choosing.has(caller)).map(([caller]) => caller))
  return all.filter(({ index, size }) => there.has(index) || (size < SMALLEST_LISTED && forward.has(index)))
}

// `moved`: functions of the rest, with names. Functions that something outside calls stay in the rest.
export function askedFor(part, moved, { calls }) {
  const [isOwn, isMadeFor] = [own, madeFor].map((of) => of(ASKED_FOR[part]))
  const isOthers = madeFor(Object.keys(ASKED_FOR).filter((other) => other !== part).map((other) => ASKED_FOR[other]).join('|'))
  // Below that size the optimiser may have taken functions of one form for one, whoever they are for; not where they
  // call one of theirs.
  const isTheirs = ({ name, size }) => (isOwn.test(name) && size >= 120) || (isMadeFor.test(name) && size >= 300)
  const named = (found) => [found.index, found]
  const only = moved.filter(({ name }) => !isOthers.test(name))
  const asked = new Map(only.filter(isTheirs).map(named))
  const serving = new Map(only.filter(({ name }) => isMadeFor.test(name)).map(named))
  const doors = new Set(moved.filter(({ name }) => DOORS.test(name)).map(({ index }) => index))
  for (const [caller, callee] of calls) if (asked.has(callee) && serving.has(caller)) asked.set(caller, serving.get(caller))
  // Taking one out may leave another one called from outside.
  for (let size; size !== asked.size; ) {
    size = asked.size
    for (const [caller, callee] of calls) if (!asked.has(caller) && !doors.has(caller)) asked.delete(callee)
  }
  return [...asked.values()]
}

// wasm-split gives a function of such a part that only the rest calls a new place at the end of the table, and says so to
// the rest alone: the first part, whose table it is, makes it so long.
export function lengthenTable(path, length) {
  const bytes = readFileSync(path)
  const all = sections(bytes)
  const table = all.find(({ id }) => id === TABLE)
  if (table?.body[0] !== 1 || table.body[1] !== FUNCTIONS || table.body[2] !== 1) throw new Error('a table of another kind')
  table.body = Buffer.from([1, FUNCTIONS, 1, ...written(length), ...written(length)])
  writeFileSync(path, ofSections(bytes, all))
}

// A part that was split off before another asks for the table as it was then: it too is told how long that has become.
export function lengthenImport(path, length) {
  const bytes = readFileSync(path)
  const all = sections(bytes)
  const imports = all.find(({ id }) => id === IMPORTS)
  let [left, at] = unsigned(imports.body, 0)
  const past = (start) => unsigned(imports.body, start)[1]
  const pastName = (start) => unsigned(imports.body, start).reduce((length, begin) => begin + length)
  for (; left > 0; left--) {
    at = pastName(pastName(at))
    const kind = imports.body[at++]
    if (kind === KIND.function) at = past(at)
    else if (kind === KIND.memory) at = imports.body[at] ? past(past(at + 1)) : past(at + 1)
    else if (kind === KIND.global) at += 2
    else {
      if (imports.body[at] !== FUNCTIONS || imports.body[at + 1] !== 1) throw new Error('a table of another kind')
      const end = past(past(at + 2))
      imports.body = Buffer.concat([imports.body.subarray(0, at + 2), Buffer.from([...written(length), ...written(length)]), imports.body.subarray(end)])
      return writeFileSync(path, ofSections(bytes, all))
    }
  }
  throw new Error(`${path} asks for no table`)
}

// The length of the table that `path` asks for.
export function tableLength(path) {
  const text = execFileSync('wasm-opt', [path, '--all-features', '--print'], { maxBuffer: 2 ** 30, encoding: 'utf8' })
  return Number(text.match(/\(table \S+ (\d+)/)[1])
}
