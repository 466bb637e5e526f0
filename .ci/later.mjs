// Writes app/later.txt from what `.ci/later` has counted: the names of the functions that were never called.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { functionNames, sameInEveryBuild } from '../app/function_names.mjs'

const WHOLE = new URL('../target/whole/', import.meta.url).pathname
// Each function left out costs a placeholder; smaller ones are not worth it.
const SMALLEST = 24
// Waiting for the rest cannot itself be in it: the page would stand still where it has to say that it waits.
const WAITING = /app::(rest|router)::/

const calls = readdirSync(WHOLE + 'called').map((name) => readFileSync(WHOLE + 'called/' + name, 'utf8').split('\n').map(Number))
const names = functionNames(readFileSync(WHOLE + 'program.wasm'))
const needed = new Set()
const left = new Map()
for (const { name, ordinal, size } of names) {
  const same = sameInEveryBuild(name)
  if (calls.some((count) => count[ordinal] > 0)) needed.add(same)
  else if (size >= SMALLEST && !WAITING.test(name)) left.set(same, (left.get(same) ?? 0) + size)
}
const listed = [...left.keys()].filter((name) => !needed.has(name)).sort()
const bytes = listed.reduce((sum, name) => sum + left.get(name), 0)
writeFileSync(
  new URL('../app/later.txt', import.meta.url).pathname,
  `# Functions of the program that nobody needs before a first listing is kept. Written by .ci/later.\n` +
    listed.map((name) => name + '\n').join(''),
)
console.log(`${listed.length} names of ${names.length}, ${bytes} bytes`)
