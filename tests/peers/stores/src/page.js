// What every store's page offers to whoever measures it. A store gives:
//   open()                  resolves when it can be used
//   save(record, entry)     a record and its place in the queue, durably, both or neither where the store can
//   bulk(records)           many records at once
//   count()                 { records, queue }
//   list(from, count)       records in the order of their ids
//   rowsFrom(id, count)     the same from this id on
//   queued()                the ids that the queue's entries name
// A record is an object with an `id`, a string.

import { offerRows } from './rows.js'

const entryOf = (record) => ({ id: `q.${record.id}`, kind: 'submit_listing', record: record.id, at: Date.now() })

export function offer(store) {
  let opened
  offerRows(store)
  window.ready = () => (opened ??= store.open().then(() => true))

  // Keeps a record with its place in the queue; gives the milliseconds until the store says that it is kept.
  window.save = async (record) => {
    const began = performance.now()
    await store.save(record, entryOf(record))
    return performance.now() - began
  }

  // The same from a click on the page's button to the word on the page.
  window.saveByClick = (record) =>
    new Promise((done, failed) => {
      const [button, status] = ['#save', '[role=status]'].map((what) => document.querySelector(what))
      status.textContent = ''
      button.onclick = (event) => {
        store.save(record, entryOf(record)).then(() => {
          status.textContent = '已存本机'
          done(performance.now() - event.timeStamp)
        }, failed)
      }
      button.click()
    })

  // Puts many records in; gives the milliseconds.
  window.bulk = async (records) => {
    const began = performance.now()
    await store.bulk(records)
    return performance.now() - began
  }

  window.list = (from, count) => store.list(from, count)

  // What the store has: how much, its first records in the order of their ids, and what its queue names.
  window.readBack = async (most = 10) => ({
    ...(await store.count()),
    first: await store.list(0, most),
    queued: await store.queued(),
  })
}
