// The local store in IndexedDB: rows of bytes under neutral keys. A person's are sealed before they are written, and opened
// when they have been read; app/locks.js keeps their keys. Stands behind the program's glue; release.mjs puts it there, and
// app/src/local_store calls it.
//
// What fails with a word rather than an exception: 'overtaken', another tab was first; 'perhaps', the same of a second try,
// the first of which may have gone through after all; 'full'; 'locked', the key is not here.

const ROWS = 'rows'
const GENERATION = 'g'
const LOCK = 'k'

const stores = new Map()

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result)
  request.onerror = () => failed(request.error)
  // A tab that does not let go of a database would keep us waiting without a word.
  request.onblocked = () => setTimeout(failed, 1e3)
})
const bytesOf = (row) => new Uint8Array(row ?? 0)
const same = (one, other) => '' + bytesOf(one) === '' + bytesOf(other)
const numberOf = (row) => bytesOf(row).reduce((number, byte) => number * 256 + byte, 0)

const closeStore = (name) => {
  // What is under way on it still ends well.
  stores.get(name)?.close()
  stores.delete(name)
}

const destroyStore = (name) => {
  closeStore(name)
  return asked(indexedDB.deleteDatabase(name))
}

const connection = async (name) => {
  if (stores.has(name)) return stores.get(name)
  // A person's layout is the second: in an earlier one nothing is sealed, and a program of then would take what is for nothing.
  const request = indexedDB.open(name, name.split('.').length > 2 ? 2 : 1)
  request.onupgradeneeded = () => {
    running.add(request.transaction)
    if (!request.transaction.objectStoreNames.length) request.result.createObjectStore(ROWS)
  }
  const store = await asked(request)
  // An old tab must not keep a new one waiting that wants to change the layout.
  store.onversionchange = () => {
    store.close()
    stores.delete(name)
  }
  stores.set(name, store)
  return store
}

// What `act` does is done wholly or not at all, and once this ends the disk has it.
const once = async (name, mode, act, again) => {
  const transaction = (await connection(name)).transaction(ROWS, mode, { durability: 'strict' })
  running.add(transaction)
  const ended = mode === 'readwrite' && new Promise((done, failed) => {
    transaction.oncomplete = done
    transaction.onabort = failed
  })
  try {
    const [result] = await Promise.all([act(transaction.objectStore(ROWS), transaction, again), ended])
    return result
  } catch (fault) {
    // Before that is ended here, which has a reason of its own in some browsers.
    const why = transaction.error ?? (running.has(transaction) ? fault : {}) // the page was left
    try {
      transaction.abort()
    } catch { /* it has ended */ }
    // What browsers say of a disk that fails them.
    hurt ||= why.name === 'UnknownError' || !!why.type
    // Where only the event of its end says so, the browser has done it: for want of room, or because the disk refuses.
    throw why.name === 'QuotaExceededError' || why.type ? 'full' : why
  } finally {
    running.delete(transaction)
  }
}

// A connection that has died is opened again.
const within = async (name, mode, act) => {
  try {
    return await once(name, mode, act)
  } catch (fault) {
    if (typeof fault === 'string') throw fault
    closeStore(name)
    return once(name, mode, act, true)
  }
}

// The store's generation, keys and rows from one key to another, and where `more` says so the keys from there on.
const readStore = async (name, from, to, more) => {
  const [generation, names, rows, others] = await within(name, 'readonly', (rows) => {
    const range = IDBKeyRange.bound(from, to)
    const wanted = [rows.get(GENERATION), rows.getAllKeys(range), rows.getAll(range)]
    if (more) wanted.push(rows.getAllKeys(IDBKeyRange.lowerBound(to)))
    return Promise.all(wanted.map(asked))
  })
  return [numberOf(generation), names, await openRows(name, names, rows), others ?? []]
}

// Writes all of it or nothing. The store must still have the generation `expect`, where that is none of those below nothing, or
// the row `over` must still hold `known`.
const commitNow = async (name, expect, generation, over, known, gone, names, rows) => {
  // A transaction does not wait for anything else: what takes time comes before it.
  const written = await sealRows(name, names, rows)
  const key = expect < 0 ? over : GENERATION
  let lies
  if (expect < 0 && over) {
    // Sealed anew it would look otherwise.
    lies = await within(name, 'readonly', (rows) => asked(rows.get(over)))
    const [row] = await openRows(name, [over], [lies])
    if (!same(row, known)) throw 'overtaken'
  }
  return within(name, 'readwrite', async (rows, transaction, again) => {
    const held = keys.get(name)
    // What is written is under way already: waiting for the answer first would cost a way there and back.
    const looked = [rows.get(LOCK)]
    if (key) looked.push(rows.get(key))
    if (expect >= 0) {
      const made = new Uint8Array(8)
      new DataView(made.buffer).setBigUint64(0, BigInt(generation))
      rows.put(made, GENERATION)
    }
    for (const key of gone) rows.delete(key)
    names.forEach((name, i) => rows.put(written[i], name))
    // What this device remembers has no lock. It is on its way, whatever becomes of the page.
    if (name === 'yangcai.device' && !key) return transaction.commit?.()
    // Where the browser has thrown the store away, the lock is put back, and nothing is written open in a store that has one, or
    // under a key that is no longer the store's: without its lock nothing would open again.
    const [there, is] = await Promise.all(looked.map(asked))
    if (held && !there) rows.put(held.lock, LOCK)
    if (there?.key && !same(there.key, held?.lock.key)) {
      hold(name, there)
      throw 'overtaken'
    }
    if (!key) return
    if (expect < 0 ? !same(is, lies) : numberOf(is) !== expect) throw again ? 'perhaps' : 'overtaken'
    // Nothing more will be asked of it: the browser need not wait and see.
    transaction.commit?.()
  })
}

// After a write that the disk broke off, Chromium goes on behind the torn end of its log; when it is started again it cannot
// read on from there, and throws the whole store away, with everything that was saved since and before. A log that has grown
// long enough is put aside whole, from memory, and another begun: so it is made to grow, to twice what Chromium writes into
// one, in rows small enough to be written there.
let hurt = false
const mend = async () => {
  const room = 'yangcai.mend'
  try {
    await once(room, 'readwrite', (rows) => {
      for (let row = 0; row < 140; row++) rows.put(new Uint8Array(6e4), row)
    })
    hurt = false
  } catch { /* the disk fails still: before the next write again */ }
  // What cannot be removed now is written over the next time.
  await destroyStore(room).catch(() => {})
}

const commits = new Map()

// In the order in which they were asked for: sealing may take one longer than the next, and a draft that was submitted and taken
// away would come back.
const commitRows = (name, ...given) => {
  const done = (commits.get(name) ?? Promise.resolve()).then(() => hurt && mend()).then(() => commitNow(name, ...given))
  commits.set(name, done.catch(() => {}))
  return done
}
