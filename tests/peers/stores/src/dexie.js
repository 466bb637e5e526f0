// Dexie: a table for records, a table for the queue, one transaction over both. Strict, as Dexie documents it.

import { Dexie } from 'dexie'
import { offer } from './page.js'

const db = new Dexie('listings', { chromeTransactionDurability: 'strict' })
db.version(1).stores({ records: 'id', queue: 'id' })

offer({
  open: () => db.open(),
  save: (record, entry) =>
    db.transaction('rw', db.records, db.queue, () => Promise.all([db.records.put(record), db.queue.put(entry)])),
  bulk: (records) => db.records.bulkPut(records),
  count: async () => ({ records: await db.records.count(), queue: await db.queue.count() }),
  list: (from, count) => db.records.orderBy('id').offset(from).limit(count).toArray(),
  rowsFrom: (id, count) => db.records.where('id').aboveOrEqual(id).limit(count).toArray(),
  queued: async () => (await db.queue.toArray()).map((entry) => entry.record),
})
