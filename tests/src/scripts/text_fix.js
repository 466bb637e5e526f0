// Makes the next release of a built front end in the folder: one sentence replaced by another of the same
// length, and everything named, listed and compressed as app/release.mjs does.
// node --eval … -- FOLDER OLD NEW

const { createHash } = require('node:crypto')
const { readFileSync, readdirSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const zlib = require('node:zlib')

const [folder, old, next] = process.argv.slice(-3)
const from = Buffer.from(old)
const to = Buffer.from(next)
if (from.length !== to.length) throw new Error(`${from.length} bytes cannot become ${to.length}: the program knows where each text lies`)

const digest = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding)
const read = (name) => readFileSync(join(folder, name))
const files = () => readdirSync(folder).filter((name) => /\.(html|js|wasm)$/.test(name)).sort()

function write(name, bytes) {
  writeFileSync(join(folder, name), bytes)
  const { constants: c } = zlib
  const params = {
    [c.BROTLI_PARAM_QUALITY]: 11,
    [c.BROTLI_PARAM_LGWIN]: 24,
    [c.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    [c.BROTLI_PARAM_MODE]: name.endsWith('.wasm') ? c.BROTLI_MODE_GENERIC : c.BROTLI_MODE_TEXT,
  }
  writeFileSync(join(folder, name + '.br'), zlib.brotliCompressSync(bytes, { params }))
  writeFileSync(join(folder, name + '.gz'), zlib.gzipSync(bytes, { level: 9 }))
}

function replaceText(name) {
  const bytes = read(name)
  let at = bytes.indexOf(from)
  const found = at >= 0
  for (; at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at)
  if (found) write(name, bytes)
  return found
}

const program = (name) => name.match(/^.*-[0-9a-f]{16}(?=[._])/)?.[0]
const changed = new Set(files().filter(replaceText).map(program).filter(Boolean))
if (changed.size === 0) throw new Error(`no program says ${old}`)

// All files of a changed program get a new name, in the folder and wherever it stands.
const renamed = [...changed].map((before) => {
  const of = files().filter((name) => program(name) === before)
  const hash = digest(of.map((name) => digest(read(name), 'hex')).join(), 'hex').slice(0, 16)
  return [before, before.slice(0, -16) + hash]
})
const withNewNames = (text) => renamed.reduce((text, [before, after]) => text.replaceAll(before, after), text)
for (const name of readdirSync(folder)) renameSync(join(folder, name), join(folder, withNewNames(name)))
for (const name of files().filter((name) => !name.endsWith('.wasm'))) {
  const text = read(name).toString()
  if (withNewNames(text) !== text) write(name, Buffer.from(withNewNames(text)))
}

// The page has the program's first part at its end, a character a byte (app/program_in_page.mjs).
const [first] = files().filter((name) => name.endsWith('_bg.wasm'))
const character = (byte) => String.fromCharCode([0x00, 0x0d, 0x3c].includes(byte) ? byte + 0x100 : byte)
const inPage = Array.from(read(first), character).join('')
write('index.html', Buffer.from(read('index.html').toString().replace(/(id="program"[^>]*>)[^<]*/, (_, mark) => mark + inPage)))

// What app/release.mjs wrote into the service worker: every file with its digest, and a version.
const worker = 'service-worker.js'
const listed = read(worker).toString().replace(/"(\/[^"]*)":"sha256-[^"]+"/g, (_, address) => {
  const name = address === '/' ? 'index.html' : address.slice(1)
  return `"${address}":"sha256-${digest(read(name), 'base64')}"`
})
const version = digest(listed, 'hex').slice(0, 12)
write(worker, Buffer.from(listed.replace(/(?<=["-])[0-9a-f]{12}(?=")/, version)))
