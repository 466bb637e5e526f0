// The locks of sealed stores. A lock is the row that keeps a unit's key: { salt, rounds, wrapped, key, sealed }. `wrapped` is the
// key under the person's password; `key` is the key itself, there as long as the person is signed in; `sealed` says that no row
// lies open. Stands behind app/local_store.js.

const WRAP = 'AES-KW'
const ROUNDS = 6e5

// Keys in use, which cannot be read out, with their locks. What stands beside a unit's records shares their key.
const keys = new Map()
const unit = (name) => name.replace(/\.(products|files)$/, '')
const hold = async (name, lock) => keys.set(name, { lock, key: await imported(lock.key) })
// Whoever goes on with a store whose key this page has forgotten writes nothing more.
const forgetKey = (name) => keys.has(name) && keys.set(name)
const holdsKey = (name) => !!keys.get(name)
const keyOf = (name) => keys.get(unit(name))?.lock.key

const sealRows = async (place, names, rows) => {
  const name = unit(place)
  if (!keys.has(name)) return rows
  const { key } = keys.get(name) ?? await Promise.reject('locked')
  return Promise.all(rows.map((row, i) => sealed(key, place + names[i], row)))
}

// Rows as they were before they were sealed. Of a store that is opened for the first time the lock is among them.
const openRows = async (place, names, rows) => {
  const name = unit(place)
  const lock = rows[names.indexOf(LOCK)]
  // Another tab may have begun anew in a store that the browser had thrown away.
  if (lock?.key && !same(lock.key, keyOf(name))) await hold(name, lock)
  const { key } = keys.get(name) ?? {}
  return Promise.all(rows.map((row, i) => row instanceof ArrayBuffer
    ? key ? unsealed(key, place + names[i], row).then(bytesOf, () => { throw 'locked' }) : Promise.reject('locked')
    : row))
}

const lockOf = (name) => within(name, 'readonly', (rows) => asked(rows.get(LOCK)))

// The lock with its key in it; nothing where this is not the password. Where the key is there, a new password takes the
// old one's place.
const openedLock = async (base, lock) => {
  const { salt, rounds, wrapped, key } = lock ?? { salt: randomly(16), rounds: ROUNDS, key: randomly(32) }
  const by = await subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, base, { name: WRAP, length: 256 }, false, ['wrapKey', 'unwrapKey'])
  const found = wrapped && await subtle.unwrapKey('raw', wrapped, by, WRAP, AES, true, ['decrypt']).catch(() => {})
  if (found) return { ...lock, key: new Uint8Array(await subtle.exportKey('raw', found)) }
  return key && { ...lock, salt, rounds, key, wrapped: await subtle.wrapKey('raw', await imported(key, true), by, WRAP) }
}

// Seals what was kept before there was a lock, beside the page (public/attachments.js). Rows that lie open are read as they are,
// so this may break off anywhere.
const sealAll = async (name, key, lock) => {
  await new Promise((done, failed) => {
    const worker = workerBeside()
    worker.onerror = failed
    worker.onmessage = ({ data: [, fault] }) => {
      worker.terminate()
      fault ? failed(fault) : done()
    }
    worker.postMessage([1, 'seal', name, key])
  })
  lock.sealed = true
  await within(name, 'readwrite', (rows) => rows.put(lock, LOCK))
}

const unlockBy = async (name, base, account) => {
  for (;;) {
    const seen = await lockOf(name)
    const lock = await openedLock(base, seen)
    if (!lock) return false
    await hold(name, lock)
    const [row] = await sealRows(name, ['a'], account ? [utf8(account)] : [])
    const done = await within(name, 'readwrite', async (rows) => {
      // Another tab may have been first.
      if (!seen !== !await asked(rows.get(LOCK))) return
      lock.sealed ||= !await asked(rows.count())
      rows.put(lock, LOCK)
      if (row) rows.put(row, 'a')
      return true
    })
    if (done) {
      if (!lock.sealed) await sealAll(name, lock.key, lock)
      return true
    }
  }
}

// What stands for the password with which this page has signed in, and cannot be read out.
let present

// Opens a store by a password, or gives it a lock; whether it is the password. `account` says whose store it is. The present
// password takes the place of a `former` one.
const unlockStore = async (name, password, account, former) => {
  const base = await subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveKey'])
  if (!former) present = base
  const opens = await unlockBy(name, base, account)
  return opens && former && present ? unlockBy(name, present, account) : opens
}

// Takes the key out of the lock; whether there is one.
const lockStore = async (name) => {
  present = undefined
  const { key, ...lock } = await lockOf(name) ?? {}
  if (key) {
    if (!lock.sealed) {
      await hold(name, { ...lock, key })
      await sealAll(name, key, lock)
    }
    await within(name, 'readwrite', (rows) => rows.put(lock, LOCK))
  }
  return !!lock.salt
}
