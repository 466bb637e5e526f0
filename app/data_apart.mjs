// Moves texts that only later parts of the program say out of its first part's memory into theirs.
//
// wasm-split moves functions and leaves all data in the first part. The linker keeps each constant a segment of its own
// (.ci/web), so it is known where one ends; one is needed by the first part if an address in its functions, or a word
// in data that is needed, lies in it. Only texts are moved; tables stay, and are taken for needed rather once too often.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const DATA = 11
const COUNT = 12
// What lies nearer together is one segment: the bytes between cost less than another segment's head.
const NEAR = 8
// A table whose first index is not 0 may be addressed as one that begins so many bytes before it.
const BEFORE = 256
// A segment's head costs as much.
const SHORTEST = 6

export function unsigned(bytes, at) {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]
    value += (byte & 127) * 2 ** shift
    if (byte < 128) return [value, at]
  }
}

export const written = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...written(Math.floor(value / 128))])
// As a signed number: another byte where the sign bit would be set.
const writtenSigned = (value) => (value < 64 ? [value] : [(value & 127) | 128, ...writtenSigned(Math.floor(value / 128))])

export function sections(bytes) {
  const found = []
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at]
    const [length, start] = unsigned(bytes, at + 1)
    found.push({ id, body: bytes.subarray(start, start + length) })
    at = start + length
  }
  return found
}

function segments(body) {
  let [count, at] = unsigned(body, 0)
  const found = []
  for (; count > 0; count--) {
    if (body[at] !== 0 || body[at + 1] !== 0x41) throw new Error('a data segment of another kind')
    let start, length
    ;[start, at] = unsigned(body, at + 2)
    if (body[at] !== 0x0b) throw new Error('a data segment with a computed place')
    ;[length, at] = unsigned(body, at + 1)
    found.push({ start, bytes: body.subarray(at, at + length) })
    at += length
  }
  return found.sort((a, b) => a.start - b.start)
}

const end = ({ start, bytes }) => start + bytes.length

function together(all, near) {
  const runs = []
  for (const segment of all) {
    const last = runs.at(-1)
    if (last && segment.start - end(last) <= near) {
      last.bytes = Buffer.concat([last.bytes, Buffer.alloc(segment.start - end(last)), segment.bytes])
    } else runs.push({ ...segment })
  }
  return runs
}

function withData(bytes, runs) {
  const data = runs.flatMap(({ start, bytes }) => [
    Buffer.from([0, 0x41, ...writtenSigned(start), 0x0b, ...written(bytes.length)]), bytes,
  ])
  const body = Buffer.concat([Buffer.from(written(runs.length)), ...data])
  const others = sections(bytes).filter(({ id }) => id !== DATA && id !== COUNT)
  // Names and the like come after the data.
  const place = others.findIndex(({ id }, at) => id === 0 && others.slice(at).every(({ id }) => id === 0))
  others.splice(place < 0 ? others.length : place, 0, { id: DATA, body })
  return ofSections(bytes, others)
}

// The module that consists of these sections.
export const ofSections = (bytes, all) =>
  Buffer.concat([bytes.subarray(0, 8), ...all.flatMap(({ id, body }) => [Buffer.from([id, ...written(body.length)]), body])])

// Words for people and names for programs.
function isText({ bytes }) {
  return bytes.length >= SHORTEST && !/[\0-\x09\x0b-\x1f\x7f\ufffd]/.test(bytes.toString('utf8'))
}

// No table: one of numbers has zeros or other bytes that no text has, and one of letters no blanks.
const isSentence = (segment) => segment.bytes.length >= 12 && isText(segment) && /[ \u0100-\uffff]/.test(segment.bytes.toString('utf8'))

// An index may be added to it: a load's own offset, what is added to something, or kept to be.
const MAY_BE_ADDED_TO = /^\(i32\.(add|sub)\b|^\(local\.(set|tee)\b/

// Every number in the functions that may be an address, and whether it may be where a table begins or would begin.
// A text's address and length are often one number of 64 bits.
function addresses(path) {
  const text = execFileSync('wasm-opt', [path, '--all-features', '--print'], { maxBuffer: 2 ** 30, encoding: 'utf8' })
  const found = []
  const around = [] // the expressions that the line stands in, by their depth
  for (const line of text.split('\n')) {
    const depth = Math.max(line.search(/\S/), 0)
    around.length = depth
    around[depth] = line.slice(depth)
    if (around[depth].startsWith('(data ')) continue
    const added = MAY_BE_ADDED_TO.test(around[depth - 1] ?? '')
    for (const [, plain, offset, long] of line.matchAll(/i32\.const (\d+)|offset=(\d+)|i64\.const (-?\d+)/g)) {
      if (long === undefined) found.push({ address: Number(plain ?? offset), table: added || offset !== undefined })
      else {
        const both = BigInt.asUintN(64, BigInt(long))
        for (const half of [both & 0xffffffffn, both >> 32n]) found.push({ address: Number(half), table: false })
      }
    }
  }
  return found
}

// The segments that the first part can come to: from its functions, and from data that they need to more data.
function neededOf(all, path) {
  const needed = new Set()
  const waiting = []
  const take = (index) => {
    if (needed.has(index)) return
    needed.add(index)
    waiting.push(index)
  }
  const need = (address) => {
    let [low, high] = [0, all.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (end(all[middle]) <= address) low = middle + 1
      else high = middle
    }
    if (low < all.length && all[low].start <= address) take(low)
    return low
  }
  for (const { address, table } of addresses(path)) {
    for (let index = need(address); table && all[index]?.start < address + BEFORE; index++) {
      if (!isSentence(all[index])) take(index)
    }
  }
  while (waiting.length > 0) {
    const { start, bytes } = all[waiting.pop()]
    // Zeros at either end are left out of a segment, also where they are part of a word.
    const words = Buffer.concat([Buffer.alloc(start & 3), bytes, Buffer.alloc(3)])
    for (let at = 0; at + 4 <= words.length; at += 4) need(words.readUInt32LE(at))
  }
  return needed
}

// `parts` in the order in which they come, where those after the second know nothing of each other: a text goes to the
// first or second that can come to it, or to one of the others if that alone can, or else to the second.
export function moveData(parts) {
  const bytes = readFileSync(parts[0])
  const all = segments(sections(bytes).find(({ id }) => id === DATA).body)
  const left = new Set(all)
  const length = (some) => some.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const needed = parts.map((path) => neededOf(all, path))
  const apart = needed.slice(2)
  const askers = (place) => apart.filter((part) => part.has(place)).length
  const said = parts.map((path, at) => {
    const goes = all.filter((segment, place) => {
      if (!left.has(segment)) return false
      if (needed[at].has(place)) return true
      return at === 0 ? !isText(segment) : at === 1 && askers(place) !== 1
    })
    for (const segment of goes) left.delete(segment)
    writeFileSync(path, withData(readFileSync(path), together(goes, at === 0 ? NEAR : 0)))
    return length(goes)
  })
  console.log(`${all.length} constants: ${said.join(', ')} bytes of data in the parts`)
}
