// Data at rest: what is kept for a person and a unit lies sealed under a key of its own, by the browser's own cryptography
// (docs/decisions/0014-data-at-rest.md says why so). Stands behind the program's glue; release.mjs puts it there, and
// app/src/local_store/at_rest.rs calls it.
//
// A lock is the row that keeps the key: { salt, rounds, wrapped, key, sealed }. `wrapped` is the key under the person's
// password; `key` is the key itself, there as long as the person is signed in; `sealed` says that no row lies open.
// A sealed row is an ArrayBuffer, nonce first; what lies open is a Uint8Array.

const subtle = crypto.subtle
const AES = 'AES-GCM'
const WRAP = 'AES-KW'
const ROUNDS = 6e5
const NONCE = 12
const LOCK = 'k'
const GENERATION = 'g'
const AT_ONCE = 32

const utf8 = (text) => new TextEncoder().encode(text)
const randomly = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
const imported = (raw, readable) => subtle.importKey('raw', raw, AES, readable, ['encrypt', 'decrypt'])
const same = (one, other) => one?.length === other?.length && (one?.every?.((byte, i) => byte === other[i]) ?? true)
// A row opens at its own place only.
const at = (iv, place, name) => ({ name: AES, iv, additionalData: utf8(place + name) })

// Keys in use, which cannot be read out, with their locks. What stands beside a unit's records shares their key.
const keys = new Map()
const unit = (name) => name.replace('.products', '')
const hold = async (name, lock) => keys.set(name, { lock, key: await imported(lock.key, false) })

const seal = async (place, names, rows) => {
  const { key } = keys.get(unit(place)) ?? {}
  return key ? Promise.all(rows.map(async (row, i) => {
    const iv = randomly(NONCE)
    const sealed = new Uint8Array(await subtle.encrypt(at(iv, place, names[i]), key, row))
    const both = new Uint8Array(NONCE + sealed.length)
    both.set(iv)
    both.set(sealed, NONCE)
    return both.buffer
  })) : rows
}

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result)
  request.onerror = request.onblocked = () => failed(request.error)
})

// A transaction of its own on the rows of a store, laid out as local_store/indexed_db.rs lays it out.
const within = async (name, mode, work) => {
  const opening = indexedDB.open(name, 2)
  opening.onupgradeneeded = () => opening.transaction.objectStoreNames.length || opening.result.createObjectStore('rows')
  const database = await asked(opening)
  try {
    const transaction = database.transaction('rows', mode, { durability: 'strict' })
    const ended = new Promise((done, failed) => {
      transaction.oncomplete = done
      transaction.onabort = () => failed(transaction.error)
    })
    const [result] = await Promise.all([work(transaction.objectStore('rows')), ended])
    return result
  } finally {
    database.close()
  }
}

const lockOf = (name) => within(name, 'readonly', (rows) => asked(rows.get(LOCK)))

// The lock with its key in it; nothing where this is not the password. Where the key is there, a new password takes the
// old one's place.
const opened = async (base, lock) => {
  const { salt, rounds, wrapped, key } = lock ?? { salt: randomly(16), rounds: ROUNDS, key: randomly(32) }
  const by = await subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, base, { name: WRAP, length: 256 }, false, ['wrapKey', 'unwrapKey'])
  const found = wrapped && await subtle.unwrapKey('raw', wrapped, by, WRAP, AES, true, ['decrypt']).catch(() => {})
  if (found) return { ...lock, key: new Uint8Array(await subtle.exportKey('raw', found)) }
  return key && { ...lock, salt, rounds, key, wrapped: await subtle.wrapKey('raw', await imported(key, true), by, WRAP) }
}

// Seals those of the rows that lie open, unless somebody changes one meanwhile: then once more.
const sealSome = async (place, names) => {
  for (;;) {
    const read = (rows) => Promise.all(names.map((name) => asked(rows.get(name))))
    const before = await within(place, 'readonly', read)
    const open = names.filter((_, i) => before[i] instanceof Uint8Array)
    const sealed = await seal(place, open, before.filter((row) => row instanceof Uint8Array))
    const done = await within(place, 'readwrite', async (rows) => {
      const now = await read(rows)
      if (!now.every((row, i) => same(row, before[i]))) return false
      open.forEach((name, i) => rows.put(sealed[i], name))
      // Whoever has the store open looks again before the next save.
      const generation = await asked(rows.get(GENERATION))
      if (generation) {
        for (let i = 8; i-- && ++generation[i] > 255;);
        rows.put(generation, GENERATION)
      }
      return true
    })
    if (done) return
  }
}

// Seals what was kept before there was a lock. Rows that lie open are read as they are, so this may break off anywhere.
const sealAll = async (name, lock) => {
  for (const place of [name, name + '.products']) {
    const names = (await within(place, 'readonly', (rows) => asked(rows.getAllKeys())))
      .filter((name) => name !== LOCK && name !== GENERATION)
    if (!names.length) break
    for (let i = 0; i < names.length; i += AT_ONCE) await sealSome(place, names.slice(i, i + AT_ONCE))
  }
  lock.sealed = true
  await within(name, 'readwrite', (rows) => rows.put(lock, LOCK))
}

globalThis.atRest = {
  seal,
  // Rows as they were before they were sealed. Of a store that is opened for the first time the lock is among them.
  open: async (place, names, rows) => {
    const name = unit(place)
    const lock = rows[names.indexOf(LOCK)]
    // Another tab may have begun anew in a store that the browser had thrown away.
    if (lock?.key && !same(lock.key, keys.get(name)?.lock.key)) await hold(name, lock)
    const { key } = keys.get(name) ?? {}
    return Promise.all(rows.map(async (row, i) => {
      if (!(row instanceof ArrayBuffer)) return row
      if (!key) throw 'locked'
      const iv = new Uint8Array(row, 0, NONCE)
      return new Uint8Array(await subtle.decrypt(at(iv, place, names[i]), key, new Uint8Array(row, NONCE)))
    }))
  },
  // In every save: where the browser has thrown the store away, the lock is put back, and nothing is written under a key
  // that is no longer the store's. Without its lock nothing would open again.
  guard: (name, rows) => {
    const held = keys.get(name)
    if (held) rows.get(LOCK).onsuccess = ({ target: { result, transaction } }) => {
      if (!result) rows.put(held.lock, LOCK)
      else if (result.key && !same(result.key, held.lock.key)) transaction.abort()
    }
  },
  holds: (name) => keys.has(name),
  forget: (name) => keys.delete(name),
  // What stands for a password and cannot be read out.
  base: async (password) => subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveKey']),
  // Opens a store by a password, or gives it a lock; whether it is the password. `account` says whose store it is.
  unlock: async (name, base, account) => {
    for (;;) {
      const seen = await lockOf(name)
      const lock = await opened(base, seen)
      if (!lock) return false
      await hold(name, lock)
      const [row] = await seal(name, ['a'], account ? [utf8(account)] : [])
      const done = await within(name, 'readwrite', async (rows) => {
        // Another tab may have been first.
        if (!seen !== !await asked(rows.get(LOCK))) return false
        rows.put(lock, LOCK)
        if (row) rows.put(row, 'a')
        return true
      })
      if (done) {
        if (!lock.sealed) await sealAll(name, lock)
        return true
      }
    }
  },
  // Takes the key out of the lock; whether there is one.
  lock: async (name) => {
    const { key, ...lock } = await lockOf(name) ?? {}
    if (key) {
      if (!lock.sealed) {
        await hold(name, { ...lock, key })
        await sealAll(name, lock)
      }
      await within(name, 'readwrite', (rows) => rows.put(lock, LOCK))
    }
    return !!lock.salt
  },
}
