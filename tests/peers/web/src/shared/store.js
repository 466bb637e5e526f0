// The draft and the queue in IndexedDB through Dexie. Strict, as Dexie documents it: written is on the disk.

import { Dexie } from 'dexie'

const db = new Dexie('listings', { chromeTransactionDurability: 'strict' })
db.version(1).stores({ drafts: 'id', queue: '++id' })

export const readDraft = async () => (await db.drafts.get('new'))?.entry

// Submitted: into the queue, and no draft any more; both or neither.
export const submit = (entry) =>
  db.transaction('rw', db.drafts, db.queue, async () => {
    await db.queue.add({ kind: 'submit_listing', entry, at: Date.now() })
    await db.drafts.delete('new')
  })

// Keeps the latest of what it is given, one write after another, and tells whether all of it is kept.
export function keeper(tell) {
  let next = null
  let writing = Promise.resolve()
  const write = async () => {
    if (!next) return
    const entry = next
    next = null
    await db.drafts.put({ id: 'new', entry })
    if (!next) tell(true)
  }
  return (entry) => {
    tell(false)
    next = entry
    writing = writing.then(write)
    return writing
  }
}
