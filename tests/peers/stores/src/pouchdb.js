// PouchDB with the adapter that it takes for itself. It lets nobody ask for strict durability: in Chromium its
// transactions end before the disk has them. Record and queue entry go in one bulkDocs, which is one transaction.

import PouchDB from 'pouchdb-browser'
import { offer } from './page.js'

const db = new PouchDB('listings')
const RECORD = 'r.'
const QUEUE = 'q.'
const range = (start) => ({ startkey: start, endkey: `${start}\ufff0` })
const ofRecord = ({ id, ...rest }) => ({ _id: RECORD + id, ...rest })
const ofDoc = ({ _id, _rev, ...rest }) => ({ id: _id.slice(RECORD.length), ...rest })
const number = async (start) => (await db.allDocs(range(start))).rows.length

async function put(docs) {
  const results = await db.bulkDocs(docs)
  const failed = results.find((result) => !result.ok)
  if (failed) throw new Error(JSON.stringify(failed))
}

offer({
  open: () => db.info(),
  save: (record, { id, ...entry }) => put([ofRecord(record), { _id: id, ...entry }]),
  bulk: (records) => put(records.map(ofRecord)),
  count: async () => ({ records: await number(RECORD), queue: await number(QUEUE) }),
  list: async (from, count) => {
    const found = await db.allDocs({ ...range(RECORD), include_docs: true, skip: from, limit: count })
    return found.rows.map((row) => ofDoc(row.doc))
  },
  rowsFrom: async (id, count) => {
    const found = await db.allDocs({ ...range(RECORD), startkey: RECORD + id, include_docs: true, limit: count })
    return found.rows.map((row) => ofDoc(row.doc))
  },
  queued: async () => (await db.allDocs({ ...range(QUEUE), include_docs: true })).rows.map((row) => row.doc.record),
})
