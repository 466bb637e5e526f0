// The names of the functions in a WebAssembly module, for telling one build's functions from another's.

const text = (bytes) => new TextDecoder().decode(bytes)

function* sections(wasm) {
  let at = 8
  while (at < wasm.length) {
    const kind = wasm[at]
    const [length, start] = number(wasm, at + 1)
    yield { kind, at, start, end: start + length }
    at = start + length
  }
}

// Unsigned LEB128 at `at`: the value, and where it ends.
function number(wasm, at) {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++]
    value += (byte & 127) * 2 ** shift
    if (byte < 128) return [value, at]
  }
}

// Every function's name, its index in the module, imports counted and not counted, and the bytes of its body.
export function functionNames(wasm) {
  const sizes = []
  const named = []
  let imports = 0
  for (const { kind, start, end } of sections(wasm)) {
    if (kind === 2) imports = importedFunctions(wasm, start)
    if (kind === 10) {
      let [count, at] = number(wasm, start)
      while (count--) {
        const [size, body] = number(wasm, at)
        sizes.push(size)
        at = body + size
      }
    }
    if (kind === 0) {
      const [length, at] = number(wasm, start)
      if (text(wasm.subarray(at, at + length)) === 'name') named.push(...namesOfFunctions(wasm, at + length, end))
    }
  }
  return named
    .filter(({ index }) => index >= imports)
    .map(({ index, name }) => ({ name, index, ordinal: index - imports, size: sizes[index - imports] }))
}

function importedFunctions(wasm, start) {
  let [count, at] = number(wasm, start)
  let functions = 0
  while (count--) {
    for (let name = 0; name < 2; name++) {
      const [length, after] = number(wasm, at)
      at = after + length
    }
    if (wasm[at] !== 0) throw new Error('wasm-bindgen imports functions only')
    functions++
    at = number(wasm, at + 1)[1]
  }
  return functions
}

function namesOfFunctions(wasm, start, end) {
  const found = []
  let at = start
  while (at < end) {
    const kind = wasm[at]
    const [length, body] = number(wasm, at + 1)
    if (kind === 1) {
      let [count, next] = number(wasm, body)
      while (count--) {
        const [index, afterIndex] = number(wasm, next)
        const [size, name] = number(wasm, afterIndex)
        found.push({ index, name: text(wasm.subarray(name, name + size)) })
        next = name + size
      }
    }
    at = body + length
  }
  return found
}

// Crates' disambiguators, and the numbers that tell apart functions of one name, differ between compilers.
export const sameInEveryBuild = (name) => name.replace(/\[[0-9a-f]{12,16}\]/g, '').replace(/_\d+$/, '')

// The module with other names: `names` maps functions, imports counted, to names of letters and digits.
export function renamed(wasm, names) {
  const parts = [wasm.subarray(0, 8)]
  for (const { kind, start, end, at } of sections(wasm)) {
    const [length, name] = kind === 0 ? number(wasm, start) : []
    if (kind !== 0 || text(wasm.subarray(name, name + length)) !== 'name') parts.push(wasm.subarray(at, end))
  }
  const entries = [...names].sort(([a], [b]) => a - b).map(([index, name]) => [...leb(index), ...word(name)])
  const functions = [...leb(entries.length), ...entries.flat()]
  const section = [...word('name'), 1, ...leb(functions.length), ...functions]
  return Buffer.concat([...parts, Buffer.from([0, ...leb(section.length), ...section])])
}

const word = (name) => [...leb(name.length), ...new TextEncoder().encode(name)]

function leb(value) {
  const bytes = []
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0))
    value >>>= 7
  } while (value)
  return bytes
}

// The names by which a module and its glue know each other, without the numbers that wasm-bindgen makes them unique with:
// sixteen digits that nothing compresses, in the module and in the glue. Where two are then the same, the later in the
// alphabet is numbered; what a name becomes hardly depends on the others, so that a release differs little from the last.
export function shortNames(glue) {
  const long = [...new Set(glue.match(/\b__wbg_\w+_[0-9a-f]{16}\b|\bwasm_bindgen_[0-9a-f]{16}___convert__closures\w+/g))].sort()
  const names = new Map()
  const taken = new Set()
  for (const name of long) {
    const plain = name.startsWith('__wbg_') ? name.slice(6, -17) : 'invoke'
    let short = plain
    for (let number = 2; taken.has(short); number += 1) short = plain + number
    taken.add(short)
    names.set(name, short)
  }
  return names
}

// The module whose imports and exports have other names.
export function joinedBy(wasm, names) {
  const parts = [wasm.subarray(0, 8)]
  const written = (name) => Buffer.from(word(name)).toString('latin1')
  for (const { kind, start, end, at } of sections(wasm)) {
    if (kind !== 2 && kind !== 7) {
      parts.push(wasm.subarray(at, end))
      continue
    }
    let body = Buffer.from(wasm.subarray(start, end)).toString('latin1')
    for (const [name, short] of names) body = body.replaceAll(written(name), () => written(short))
    parts.push(Buffer.from([kind, ...leb(body.length)]), Buffer.from(body, 'latin1'))
  }
  return Buffer.concat(parts)
}

// The module without some of its exports, which keep alive what only they reach.
export function withoutExports(wasm, unwanted) {
  const parts = [wasm.subarray(0, 8)]
  for (const { kind, start, end, at } of sections(wasm)) {
    if (kind !== 7) {
      parts.push(wasm.subarray(at, end))
      continue
    }
    const kept = []
    let [count, next] = number(wasm, start)
    while (count--) {
      const [size, name] = number(wasm, next)
      const [, after] = number(wasm, name + size + 1)
      if (!unwanted(text(wasm.subarray(name, name + size)))) kept.push(wasm.subarray(next, after))
      next = after
    }
    const body = Buffer.concat([Buffer.from(leb(kept.length)), ...kept])
    parts.push(Buffer.from([kind, ...leb(body.length)]), body)
  }
  return Buffer.concat(parts)
}
