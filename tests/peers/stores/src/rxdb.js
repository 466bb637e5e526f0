// RxDB on the storage that it documents for browsers and gives away, Dexie's, told to be strict. One collection for
// records and queue: what one bulkInsert puts into a collection is one transaction.

import { createRxDatabase } from 'rxdb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { offer } from './page.js'

const text = { type: 'string' }
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 100 }, kind: text, body: { type: 'object', additionalProperties: true } },
  required: ['id', 'kind', 'body'],
}
const RECORD = 'r.'
const QUEUE = 'q.'
let all

const ofRecord = (record) => ({ id: RECORD + record.id, kind: 'record', body: record })
const starting = (start) => ({ selector: { id: { $gte: start, $lt: `${start}\uffff` } }, sort: [{ id: 'asc' }] })
const number = (start) => all.count({ selector: starting(start).selector }).exec()

async function put(docs) {
  const { error } = await all.bulkInsert(docs)
  if (error.length) throw new Error(JSON.stringify(error[0]))
}

offer({
  open: async () => {
    const storage = getRxStorageDexie({ chromeTransactionDurability: 'strict' })
    const db = await createRxDatabase({ name: 'listings', storage, multiInstance: false, eventReduce: true })
    all = (await db.addCollections({ all: { schema } })).all
  },
  save: (record, entry) => put([ofRecord(record), { id: entry.id, kind: entry.kind, body: entry }]),
  bulk: (records) => put(records.map(ofRecord)),
  count: async () => ({ records: await number(RECORD), queue: await number(QUEUE) }),
  list: async (from, count) => {
    const found = await all.find({ ...starting(RECORD), skip: from, limit: count }).exec()
    return found.map((doc) => doc.toJSON().body)
  },
  rowsFrom: async (id, count) => {
    const { selector, sort } = starting(RECORD)
    const found = await all.find({ selector: { id: { ...selector.id, $gte: RECORD + id } }, sort, limit: count }).exec()
    return found.map((doc) => doc.toJSON().body)
  },
  queued: async () => (await all.find(starting(QUEUE)).exec()).map((doc) => doc.toJSON().body.record),
})
