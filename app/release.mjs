// Finishes what Trunk has built: puts the styles into the page, adds public/, gives the service
// worker its list of files, and compresses everything once and hard, so that the server never has to.

import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import zlib from 'node:zlib'
import { minify } from 'terser'

const dist = process.env.TRUNK_STAGING_DIR
const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')

// Later files override earlier ones.
const STYLES = ['tokens', 'base', 'components', 'features']
const COMPRESSED = new Set(['.html', '.js', '.wasm', '.css', '.svg', '.webmanifest', '.json', '.txt'])
const PROGRAMS = ['yangcai-app', 'yangcai-more']
// Wanted only when the app is put on a home screen, while there is a network.
const ONLY_ONLINE = /^\/icons\/.*\.png$/

const digest = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding)
const read = (path) => readFileSync(join(root, path), 'utf8')
const files = () =>
  readdirSync(dist, { recursive: true }).filter((name) => statSync(join(dist, name)).isFile()).sort()
const address = (name) => (name === 'index.html' ? '/' : '/' + name.split(sep).join('/'))

// wasm-bindgen's glue is most of it comments and long names.
async function shrinkScripts() {
  for (const name of files().filter((name) => extname(name) === '.js')) {
    const path = join(dist, name)
    writeFileSync(path, (await minify(readFileSync(path, 'utf8'), { module: true, compress: { passes: 2 } })).code)
  }
}

// A program's files are named by their contents. Trunk does so for one program only; the other's it
// names like a worker's.
function nameByContent() {
  const named = {}
  for (const program of PROGRAMS) {
    const ending = (name) => name.slice(name.search(/(_bg)?\.[a-z]+$/))
    const built = files().filter((name) => name === program + ending(name) || /^-[0-9a-f]{16}$/.test(name.slice(program.length, -ending(name).length)) && name.startsWith(program))
    if (built.length !== 2) throw new Error(`${program}: ${built}`)
    const version = digest(built.map((name) => digest(readFileSync(join(dist, name)), 'hex')).join(), 'hex').slice(0, 16)
    for (const name of built) {
      const hashed = `${program}-${version}${ending(name)}`
      renameSync(join(dist, name), join(dist, hashed))
      named[program] = `/${program}-${version}`
    }
  }
  return named
}

function writePage(named) {
  const styles = STYLES.map((name) => `style/${name}.css`).filter((path) => existsSync(join(root, path)))
  const css = styles.map(read).join('\n').replace(/\/\*[^]*?\*\//g, '').replace(/\s*\n\s*/g, '\n')
  const page = join(dist, 'index.html')
  const html = readFileSync(page, 'utf8')
  const place = (program) => `'/${program}'`
  if (!PROGRAMS.every((program) => html.includes(place(program))) || !html.includes('</style>')) {
    throw new Error('app/index.html: no place for a program, or no <style>')
  }
  writeFileSync(
    page,
    PROGRAMS.reduce((html, program) => html.replace(place(program), `'${named[program]}'`), html)
      .replace(/<link data-trunk[^>]*>/g, '')
      .replace('</style>', () => css + '</style>')
      .replace(/<!--[^]*?-->/g, '')
      .replace(/^\s*\/\/.*$/gm, '') // script comments
      .replace(/\s*\n\s*/g, '\n'),
  )
}

// The version is a digest of the contents: rebuilding the same sources offers nobody an update.
async function writeServiceWorker() {
  const kept = files().filter((name) => !ONLY_ONLINE.test(address(name)))
  const list = kept.map((name) => [address(name), 'sha256-' + digest(readFileSync(join(dist, name)), 'base64')])
  const source = read('public/service-worker.js')
  const version = digest(source + JSON.stringify(list), 'hex').slice(0, 12)
  const filled = source
    .replace("VERSION = 'dev'", `VERSION = '${version}'`)
    .replace('FILES = {}', `FILES = ${JSON.stringify(Object.fromEntries(list), null, 1)}`)
  if (!filled.includes(version) || !filled.includes('sha256-')) throw new Error('service-worker.js has lost a place to fill in')
  const { code } = await minify(filled, { mangle: { toplevel: true }, compress: { toplevel: true, passes: 2 } })
  writeFileSync(join(dist, 'service-worker.js'), code)
}

function compress(name) {
  const path = join(dist, name)
  const bytes = readFileSync(path)
  if (!COMPRESSED.has(extname(name))) return console.log(`${bytes.length} bytes  ${name}`)
  const { constants: c } = zlib
  const brotli = zlib.brotliCompressSync(bytes, {
    params: {
      [c.BROTLI_PARAM_QUALITY]: 11,
      [c.BROTLI_PARAM_LGWIN]: 24,
      [c.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [c.BROTLI_PARAM_MODE]: extname(name) === '.wasm' ? c.BROTLI_MODE_GENERIC : c.BROTLI_MODE_TEXT,
    },
  })
  writeFileSync(path + '.br', brotli)
  writeFileSync(path + '.gz', zlib.gzipSync(bytes, { level: 9 }))
  // Older versions of Node have no zstd; the server does without.
  if (zlib.zstdCompressSync) {
    const params = { [c.ZSTD_c_compressionLevel]: 19 }
    writeFileSync(path + '.zst', zlib.zstdCompressSync(bytes, { params }))
  }
  console.log(`${bytes.length} bytes, ${brotli.length} with brotli  ${name}`)
}

cpSync(join(root, 'public'), dist, { recursive: true })
rmSync(join(dist, 'service-worker.js'))
await shrinkScripts()
writePage(nameByContent())
await writeServiceWorker()
files().forEach(compress)
