// Builds each peer into dist/ as its framework's documents advise: Vite, for production, minified, the listing's form
// in a part of its own. Then what we do for ourselves: the service worker's list, and brotli once and hard.

import { createHash } from 'node:crypto'
import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import zlib from 'node:zlib'
import { build } from 'vite'
import solid from 'vite-plugin-solid'

const here = import.meta.dirname
const source = join(here, 'src')
// What these frameworks' own plugins add serves development only, except for Solid, whose plugin is its compiler.
const REACT = { oxc: { jsx: { runtime: 'automatic', importSource: 'react' } } }
const PEERS = {
  react: REACT,
  react_list: REACT,
  preact: { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } },
  solid: { plugins: [solid()] },
}
const COMPRESSED = new Set(['.html', '.js', '.css', '.svg', '.webmanifest'])

// One page for all of them, with the peer's own script.
const entry = (peer) => ({
  name: 'entry',
  transformIndexHtml: { order: 'pre', handler: (html) => html.replace('PEER', peer) },
})

// The server keeps files for ever whose names bear at least twelve hexadecimal digits.
const names = {
  hashCharacters: 'hex',
  entryFileNames: 'assets/[name]-[hash:16].js',
  chunkFileNames: 'assets/[name]-[hash:16].js',
  assetFileNames: 'assets/[name]-[hash:16][extname]',
}

const files = (folder) =>
  readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile()).sort()

// What is only wanted when the app is put on a home screen is not kept for the time without a network.
function writeServiceWorker(dist) {
  const kept = files(dist).filter((name) => !name.endsWith('.png'))
  const list = kept.map((name) => (name === 'index.html' ? '/' : '/' + name.replaceAll('\\', '/')))
  const digest = createHash('sha256')
  for (const name of kept) digest.update(readFileSync(join(dist, name)))
  const worker = readFileSync(join(source, 'shared/service-worker.js'), 'utf8')
    .replace("VERSION = ''", `VERSION = '${digest.digest('hex').slice(0, 12)}'`)
    .replace('FILES = []', `FILES = ${JSON.stringify(list)}`)
    .replace(/^\/\/.*\n/gm, '')
  writeFileSync(join(dist, 'service-worker.js'), worker)
}

function compress(path) {
  if (!COMPRESSED.has(extname(path))) return
  const bytes = readFileSync(path)
  const { constants: c } = zlib
  const params = {
    [c.BROTLI_PARAM_QUALITY]: 11,
    [c.BROTLI_PARAM_LGWIN]: 24,
    [c.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    [c.BROTLI_PARAM_MODE]: c.BROTLI_MODE_TEXT,
  }
  writeFileSync(path + '.br', zlib.brotliCompressSync(bytes, { params }))
}

for (const [peer, { plugins = [], ...options }] of Object.entries(PEERS)) {
  const dist = join(here, 'dist', peer)
  await build({
    configFile: false,
    root: source,
    publicDir: false,
    logLevel: 'warn',
    plugins: [entry(peer), ...plugins],
    ...options,
    build: {
      outDir: dist,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { output: names },
    },
  })
  // What makes a page an app that can be put on the home screen is the same for everybody.
  for (const part of ['manifest.webmanifest', 'icons']) {
    cpSync(join(here, '../../../public', part), join(dist, part), { recursive: true })
  }
  writeServiceWorker(dist)
  for (const name of files(dist)) compress(join(dist, name))
}
