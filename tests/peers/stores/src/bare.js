// IndexedDB by the browser's own calls and nothing else: what no store over it can be faster than. One strict
// transaction, ended as soon as all has been asked.

import { offer } from './page.js'

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result)
  request.onerror = () => failed(request.error)
})
let db

function write(records, entries) {
  const transaction = db.transaction(['records', 'queue'], 'readwrite', { durability: 'strict' })
  const [into, queue] = ['records', 'queue'].map((name) => transaction.objectStore(name))
  for (const record of records) into.put(record)
  for (const entry of entries) queue.put(entry)
  transaction.commit()
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done()
    transaction.onabort = () => failed(transaction.error)
  })
}

const from = (name) => db.transaction(name).objectStore(name)

offer({
  open: async () => {
    const request = indexedDB.open('listings', 1)
    request.onupgradeneeded = () => {
      for (const name of ['records', 'queue']) request.result.createObjectStore(name, { keyPath: 'id' })
    }
    db = await asked(request)
  },
  save: (record, entry) => write([record], [entry]),
  bulk: (records) => write(records, []),
  count: async () => ({ records: await asked(from('records').count()), queue: await asked(from('queue').count()) }),
  list: async (start, count) => (await asked(from('records').getAll(null, start + count))).slice(start),
  queued: async () => (await asked(from('queue').getAll())).map((entry) => entry.record),
})
