// Where the program's bytes go: the code of its parts by the module that it comes from, in bytes before
// compression, and what each part is beside its code. Run `.ci/web dist` before; `make where` does.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ASKED_FOR } from '../app/asked_part.mjs'
import { functionNames } from '../app/function_names.mjs'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const read = (path) => readFileSync(join(root, path))
const functions = functionNames(read('target/whole/program.wasm'))
const listed = (list) => new Set(read(`target/whole/${list}.txt`).toString().split('\n').filter(Boolean).map((name) => Number(name.slice(1))))
const [moved, ...asked] = ['moved', ...Object.keys(ASKED_FOR)].map(listed)
const titles = ['first part', 'rest', ...Object.keys(ASKED_FOR).map((part) => `when asked for: ${part}`)]
const partOf = (index) => titles[moved.has(index) ? 2 + asked.findIndex((part) => part.has(index)) : 0]

// A function belongs to what it was written in, or else to what it was made for: of the names in it, the first of ours.
const group = (name) => {
  const plain = name.replace(/\[[0-9a-f]{16}\]/g, '')
  if (/\bserde|::json::/.test(plain)) return 'JSON: reading and writing'
  const ours = plain.match(/\b(app|domain)::([a-z_]+)/)
  if (ours) return `${ours[1]}: ${ours[2].replaceAll('_', ' ')}`
  if (/reactive_graph|leptos|tachys|any_spawner/.test(plain)) return 'reactive graph'
  if (/js_sys|web_sys|wasm_bindgen|wbindgen|gloo|intounderlying/.test(plain)) return 'bindings to the browser'
  if (/\b(core|alloc|std|compiler_builtins)\b|^<?[&[]?(str|u\d+|i\d+|char)\b/.test(plain)) return 'standard library'
  return 'other libraries'
}

for (const title of titles) {
  const sizes = new Map()
  for (const { name, index, size } of functions.filter(({ index }) => partOf(index) === title)) {
    sizes.set(group(name), (sizes.get(group(name)) ?? 0) + size)
  }
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  console.log(`${title}: ${all} bytes of code`)
  for (const [name, size] of [...sizes].sort(([, a], [, b]) => b - a).slice(0, 20)) {
    console.log(`${String(size).padStart(8)}  ${(100 * size / all).toFixed(1).padStart(4)} %  ${name}`)
  }
}
const SECTIONS = ['custom', 'types', 'imports', 'functions', 'tables', 'memory', 'globals', 'exports', 'start', 'elements', 'code', 'data', 'data count', 'tags']
for (const file of readdirSync(join(root, 'app/dist')).filter((name) => name.endsWith('.wasm')).sort()) {
  const wasm = read(`app/dist/${file}`)
  const number = (at) => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = wasm[at++]
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return [value, at]
    }
  }
  const parts = []
  for (let at = 8; at < wasm.length;) {
    const [size, begin] = number(at + 1)
    parts.push(`${SECTIONS[wasm[at]] ?? wasm[at]} ${size}`)
    at = begin + size
  }
  console.log(`${file}: ${wasm.length} bytes; ${parts.join(', ')}`)
}
