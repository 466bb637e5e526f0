// Finishes what Trunk has built: puts the styles into the page, adds public/, gives the service
// worker its list of files, and compresses everything once and hard, so that the server never has to.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import zlib from 'node:zlib'
import { minify } from 'terser'
import { ASKED_FOR, askedFor, callsIn, lengthenImport, lengthenTable, tableLength, withForwarders } from './asked_part.mjs'
import { moveData } from './data_apart.mjs'
import { functionNames, renamed, sameInEveryBuild, joinedBy, shortNames, withoutExports } from './function_names.mjs'
import { inParts, withProgram } from './program_in_page.mjs'

const dist = process.env.TRUNK_STAGING_DIR
const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')

// Later files override earlier ones.
const STYLES = ['tokens', 'base', 'components', 'features']
const COMPRESSED = new Set(['.html', '.js', '.wasm', '.css', '.svg', '.webmanifest', '.json', '.txt'])
const PROGRAM = 'yangcai-app'
// Stands in the service worker for its own size.
const OWN_BYTES = '1234567'
// Wanted only when the app is put on a home screen, while there is a network.
const ONLY_ONLINE = /^\/icons\/.*\.png$/

const digest = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding)
const read = (path) => readFileSync(join(root, path), 'utf8')
const files = () =>
  readdirSync(dist, { recursive: true }).filter((name) => statSync(join(dist, name)).isFile()).sort()
const address = (name) => (name === 'index.html' ? '/' : '/' + name.split(sep).join('/'))

const FEATURES = ['bulk-memory', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals'].map((name) => `--enable-${name}`)

// The page makes no objects of the program's. A library that leptos brings exports classes all the same, for streams; with
// them goes what only they reach, and the glue for it.
function dropClasses() {
  const [[wasm], [path]] = [built('_bg.wasm'), built('.js')]
  const glue = readFileSync(path, 'utf8')
  const classes = [...glue.matchAll(/^export class (\w+)/gm)].map(([, name]) => name)
  const exported = classes.map((name) => name.toLowerCase())
  const isOfClass = (name) => exported.some((of) => name.startsWith(`${of}_`) || name === `__wbg_${of}_free`)
  writeFileSync(wasm, withoutExports(readFileSync(wasm), isOfClass))
  execFileSync('wasm-opt', [wasm, '-o', wasm, ...FEATURES, '-g', '--remove-unused-module-elements'])
  const imported = new Set(WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(wasm))).map(({ name }) => name))
  const one = classes.join('|')
  const left = glue
    .replace(/^export class [^]*?^}\n/gm, '')
    .replace(new RegExp(`^if \\(Symbol\\.dispose\\) (${one})\\..*\\n`, 'gm'), '')
    .replace(new RegExp(`^const (${one})Finalization = [^]*?;\\n`, 'gm'), '')
    .replace(/^        (__wb\w+): function[^]*?^        },\n/gm, (text, name) => (imported.has(name) ? text : ''))
  if (new RegExp(one).test(left)) throw new Error(`the glue still speaks of ${one}`)
  writeFileSync(path, left)
}

// Each part for itself. The lowest kilobyte is the stack's end and no object's: an address and what is added to it is never
// beyond the last one.
const ONCE_MORE = [
  ...['reference-types', 'multivalue'].map((name) => `--enable-${name}`),
  ...['debug', 'producers', 'target-features'].map((name) => `--strip-${name}`),
  ...'--low-memory-unused --one-caller-inline-max-function-size=80 --flatten --rereloop -Oz -Oz --converge'.split(' '),
]

// What the program and its glue call one another is read by nobody else.
function shortenNames() {
  const [[wasm], [glue]] = [built('_bg.wasm'), built('.js')]
  const script = readFileSync(glue, 'utf8')
  const names = shortNames(script)
  const module = joinedBy(readFileSync(wasm), names)
  writeFileSync(wasm, module)
  const short = [...names].reduce((script, [name, short]) => script.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), () => short), script)
  writeFileSync(glue, short)
  // Each import has its counterpart, or the page would not begin.
  for (const { name } of WebAssembly.Module.imports(new WebAssembly.Module(module))) {
    if (!new RegExp(`\\b${name}\\b`).test(short)) throw new Error(`the glue has no ${name}`)
  }
}

// The functions that later.txt names become parts of their own, which app/rest.js fetches.
// A whole copy stays in target/whole for `.ci/later`, which writes that list.
function splitProgram() {
  const [wasm] = built('_bg.wasm')
  const whole = join(root, 'target/whole')
  mkdirSync(whole, { recursive: true })
  cpSync(wasm, join(whole, 'program.wasm'))
  const later = new Set(read('app/later.txt').split('\n').filter((line) => line && !line.startsWith('#')))
  const all = functionNames(readFileSync(wasm))
  // Plain names: how others have to be spelled differs between versions of the tool.
  const plain = join(whole, 'plain.wasm')
  writeFileSync(plain, renamed(readFileSync(wasm), new Map(all.map(({ index }) => [index, `f${index}`]))))
  const calls = callsIn(plain)
  const moved = withForwarders(all.filter(({ name }) => later.has(sameInEveryBuild(name))), all, calls)
  console.log(`${moved.length} functions moved to the rest of the program, ${later.size} names listed`)
  const askedOnes = Object.keys(ASKED_FOR)
  const parts = ['bg', 'rest', ...askedOnes].map((part) => wasm.replace(/_bg\.wasm$/, `_${part}.wasm`))
  const [first, rest, ...last] = parts
  const together = join(whole, 'rest.wasm')
  split(plain, moved, [first, together], 'primary', 'placeholder', 'moved.txt')
  askedOnes.forEach((part, at) => {
    const asked = askedFor(part, moved, calls)
    console.log(`${asked.length} of them come when asked for, in ${part}`)
    split(together, asked, [rest, last[at]], 'rest', part, `${part}.txt`)
    cpSync(rest, together)
  })
  const length = tableLength(rest)
  lengthenTable(first, length)
  for (const part of last) lengthenImport(part, length)
  for (const part of parts) execFileSync('wasm-opt', [part, '-o', part, ...FEATURES, ...ONCE_MORE])
  moveData(parts)
  // What app/rest.js relies on.
  const from = parts.map((part) => {
    const module = new WebAssembly.Module(readFileSync(part))
    return [...new Set(WebAssembly.Module.imports(module).map((found) => found.module))].sort().join()
  })
  const shared = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(first))).some(({ kind, name }) => kind === 'table' && name === 'table')
  const expected = [[...askedOnes, 'primary'].sort().join(), ...last.map(() => 'rest')]
  if (!shared || !from[0].includes('placeholder') || from.slice(1).join(' ') !== expected.join(' ')) {
    throw new Error(`wasm-split joins the parts in another way than app/rest.js: ${from.join(' / ')}`)
  }
}

// Moves the functions to a module of their own, which imports what it calls by the name `imports`, and is called through
// stand-ins by the name `standIns`.
function split(module, functions, [kept, moved], imports, standIns, list) {
  const names = join(root, 'target/whole', list)
  writeFileSync(names, functions.map(({ index }) => `f${index}\n`).join(''))
  execFileSync('wasm-split', [
    module, `--split-funcs=@${names}`, ...FEATURES, '-g', '-o1', kept, '-o2', moved,
    `--import-namespace=${imports}`, `--placeholder-namespace=${standIns}`,
  ])
}

// The glue stands in the page: one round trip less.
function takeGlue() {
  const [path] = built('.js')
  const glue = readFileSync(path, 'utf8')
  rmSync(path)
  const replaced = [
    ['return {\n        __proto__: null,\n', (found) => found + '        placeholder,\n'],
    ['export { initSync, __wbg_init as default };', () => 'globalThis.start = __wbg_init'],
    [`new URL('${PROGRAM}_bg.wasm', import.meta.url)`, () => 'undefined'], // the page gives its own answer
  ]
  const script = replaced.reduce((glue, [found, by]) => {
    if (glue.split(found).length !== 2) throw new Error(`wasm-bindgen writes its glue in another way: ${found}`)
    return glue.replace(found, by)
  }, glue) + ['rest', 'leaving', 'at_rest', 'local_store', 'locks', 'data_use', 'data_use_page'].map((name) => read(`app/${name}.js`)).join('')
  // No module: those wait until the page has been read, and mostly painted. Nobody imports anything from it.
  return `(() => {\n'use strict'\n${script.replace(/^export (?=class |function )/gm, '')}\n})()`
}

const built = (ending) =>
  files().filter((name) => name.startsWith(PROGRAM) && name.endsWith(ending)).map((name) => join(dist, name))

// wasm-bindgen's glue is most of it comments and long names.
const shrunk = async (script) => (await minify(script, { module: true, compress: { passes: 2 } })).code

// Files are named by their contents, the icon too: browsers ask for it twice.
function nameByContent() {
  const named = {}
  const program = files().filter((name) => name.startsWith(PROGRAM))
  const version = digest(program.map((name) => digest(readFileSync(join(dist, name)), 'hex')).join(), 'hex').slice(0, 16)
  named.program = `/${PROGRAM}-${version}`
  for (const name of program) renameSync(join(dist, name), join(dist, named.program + name.slice(name.search(/_[a-z]+\.wasm$/))))
  const icon = join(dist, 'icons/icon.svg')
  named.icon = `/icons/icon-${digest(readFileSync(icon), 'hex').slice(0, 16)}.svg`
  renameSync(icon, join(dist, named.icon))
  const manifest = join(dist, 'manifest.webmanifest')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('/icons/icon.svg', named.icon))
  return named
}

// Without comments, each rule on a line of its own.
function styled(name) {
  const lines = read(`style/${name}.css`).replace(/\/\*[^]*?\*\//g, '').split('\n').map((line) => line.trim())
  let depth = 0
  return lines.filter(Boolean).reduce((css, line) => {
    const gap = depth ? ' ' : '\n'
    depth += line.split('{').length - line.split('}').length
    return css + gap + line
  }, '').trim()
}

// What only the screens of a part need of the styles comes with it, as a custom section (WebAssembly Core 2.0, 5.5.3) that
// app/rest.js reads.
function takeStyles() {
  for (const part of ['rest', 'asked']) {
    const [name, rules] = [Buffer.from('style'), Buffer.from(styled(part))]
    const section = Buffer.concat([Buffer.from([name.length]), name, rules])
    const [path] = built(`_${part}.wasm`)
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([0, ...inLeb128(section.length)]), section]))
  }
}

const inLeb128 = (number) => number < 128 ? [number] : [number % 128 + 128, ...inLeb128(number >> 7)]

async function writePage(named, glue) {
  const css = STYLES.map(styled).join('\n')
  const script = await shrunk(glue.replace(/PROGRAM(_[a-z]+\.wasm)/g, (_, part) => named.program + part))
  const page = join(dist, 'index.html')
  const filled = [
    [`'/${PROGRAM}_bg.wasm'`, `'${named.program}_bg.wasm'`],
    [`'/${PROGRAM}_bg.wasm'`, `'${named.program}_bg.wasm'`],
    ['<html lang="zh-CN">', '<html lang="zh-CN" data-program="here">'],
    [`'/${PROGRAM}_rest.wasm'`, `'${named.program}_rest.wasm'`],
    ['/icons/icon.svg', named.icon],
    ['</style>', css + '</style>'],
    ['<script>\nconst begin', `<script>${script}</script>\n<script>\nconst begin`],
  ]
  const html = filled.reduce((html, [place, by]) => {
    if (!html.includes(place)) throw new Error(`app/index.html: no place for ${place}`)
    return html.replace(place, () => by)
  }, bare(readFileSync(page, 'utf8')))
  writeFileSync(page, withProgram(html, readFileSync(join(dist, `${named.program}_bg.wasm`))))
}

// Without Trunk's marks, comments and indentation.
const bare = (html) =>
  html
    .replace(/<link data-trunk[^>]*>/g, '')
    .replace(/<!--[^]*?-->/g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\s*\n\s*/g, '\n')

// The version is a digest of the contents: rebuilding the same sources offers nobody an update.
async function writeServiceWorker() {
  // The program's first part comes in the page, and is laid aside from there.
  const [program] = files().filter((name) => name.endsWith('_bg.wasm')).map(address)
  const kept = files().filter((name) => !ONLY_ONLINE.test(address(name)) && address(name) !== program)
  const listed = (names) => names.map((name) => [address(name), 'sha256-' + digest(readFileSync(join(dist, name)), 'base64')])
  const isAsked = (name) => Object.keys(ASKED_FOR).some((part) => name.endsWith(`_${part}.wasm`))
  const [list, asked] = [listed(kept.filter((name) => !isAsked(name))), listed(kept.filter(isAsked))]
  const source = ['app/leaving.js', 'app/data_use.js', 'public/service-worker.js'].map(read).join('')
  const version = digest(source + JSON.stringify([list, asked]), 'hex').slice(0, 12)
  const filled = source
    .replace("VERSION = 'dev'", `VERSION = '${version}'`)
    .replace("PROGRAM = ''", `PROGRAM = '${program}'`)
    .replace('FILES = {}', `FILES = ${JSON.stringify(Object.fromEntries(list), null, 1)}`)
    .replace('ASKED = {}', `ASKED = ${JSON.stringify(Object.fromEntries(asked), null, 1)}`)
  if (!filled.includes(version) || !filled.includes('sha256-') || !filled.includes(program) || !filled.includes(asked[0][0])) throw new Error('service-worker.js has lost a place to fill in')
  const { code } = await minify(filled, { mangle: { toplevel: true }, compress: { toplevel: true, passes: 2 } })
  // Of the bytes that itself took no worker is told.
  const counted = code.replace(OWN_BYTES, String((await smallest([code], Buffer.byteLength(code))).length))
  if (counted === code) throw new Error('service-worker.js has lost the place for its own size')
  writeFileSync(join(dist, 'service-worker.js'), counted)
}

// Each part can be read as soon as its bytes are here, whatever follows.
async function inBrotli(parts, params) {
  const encoder = zlib.createBrotliCompress({ params })
  const chunks = encoder.toArray()
  for (const part of parts) {
    encoder.write(part)
    await new Promise((done) => encoder.flush(zlib.constants.BROTLI_OPERATION_FLUSH, done))
  }
  encoder.end()
  return Buffer.concat(await chunks)
}

// Which of the encoder's ways gives the fewest bytes, nobody knows beforehand: they differ by some hundreds.
async function smallest(parts, size) {
  const { constants: c } = zlib
  const found = []
  for (const block of [0, 16, 17]) {
    for (const mode of [c.BROTLI_MODE_TEXT, c.BROTLI_MODE_FONT]) {
      found.push(await inBrotli(parts, {
        [c.BROTLI_PARAM_QUALITY]: 11,
        [c.BROTLI_PARAM_LGWIN]: 24,
        [c.BROTLI_PARAM_LGBLOCK]: block,
        [c.BROTLI_PARAM_SIZE_HINT]: size,
        [c.BROTLI_PARAM_MODE]: mode,
      }))
    }
  }
  return found.reduce((one, other) => other.length < one.length ? other : one)
}

async function compress(name) {
  const path = join(dist, name)
  const bytes = readFileSync(path)
  if (!COMPRESSED.has(extname(name))) return console.log(`${bytes.length} bytes  ${name}`)
  const brotli = await smallest(name === 'index.html' ? inParts(bytes) : [bytes], bytes.length)
  writeFileSync(path + '.br', brotli)
  writeFileSync(path + '.gz', zlib.gzipSync(bytes, { level: 9 }))
  // Older versions of Node have no zstd; the server does without.
  if (zlib.zstdCompressSync) {
    const params = { [zlib.constants.ZSTD_c_compressionLevel]: 19 }
    writeFileSync(path + '.zst', zlib.zstdCompressSync(bytes, { params }))
  }
  console.log(`${bytes.length} bytes, ${brotli.length} with brotli  ${name}`)
}

cpSync(join(root, 'public'), dist, { recursive: true })
rmSync(join(dist, 'service-worker.js'))
writeFileSync(join(dist, 'attachments.js'), await shrunk(['app/leaving.js', 'app/data_use.js', 'app/at_rest.js', 'public/attachments.js'].map(read).join('')))
dropClasses()
shortenNames()
splitProgram()
takeStyles()
const glue = takeGlue()
await writePage(nameByContent(), glue)
await writeServiceWorker()
for (const name of files()) await compress(name)
