// Builds a page for each store into dist/, for production and minified.

import { join } from 'node:path'
import { build } from 'vite'

const here = import.meta.dirname
const STORES = ['dexie', 'pouchdb', 'rxdb', 'bare']

const entry = (store) => ({
  name: 'entry',
  transformIndexHtml: { order: 'pre', handler: (html) => html.replace('STORE', store) },
})

for (const store of STORES) {
  await build({
    configFile: false,
    root: join(here, 'src'),
    publicDir: false,
    logLevel: 'warn',
    plugins: [entry(store)],
    define: { global: 'globalThis' },
    build: {
      outDir: join(here, 'dist', store),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  })
}
