// Attachments, beside the page: shrinks what is picked to what a reviewer can read, keeps it on this device at once, and
// uploads it piece by piece (tus 1.0.0) once what names it is there. app/src/attachments speaks to it.
//
// It hears [number, act, database, its unit's key, …] and answers [number, fault or null, …]; number 0 tells of what goes on meanwhile.

// A4 at 150 dpi is 1754 pixels high; at 106 dpi, for who saves data, stamps and figures can still be read.
const PLAIN = { longest: 1754, quality: 0.7 }
const SAVING = { longest: 1240, quality: 0.5 }
const ENOUGH = 150 * 1024
const LOWEST = 0.35
const MOST = 10 * 1024 * 1024

// What it fetches itself; of what is sent the page is told (app/data_use.js, which stands in front of this).
watchBytes((path) => path.startsWith('/v1/'))

class Fault extends Error {
  constructor(code, words) {
    super(code)
    this.words = words
  }
}

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
const digestOf = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes))

// A database of its own beside the records: those are read as a whole, and no form waits for a photo to be written.
const open = (name) => new Promise((done, failed) => {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => request.result.createObjectStore('files', { keyPath: 'sha256' })
  request.onsuccess = () => {
    request.result.onversionchange = () => request.result.close()
    done(request.result)
  }
  request.onerror = () => failed(request.error)
})

async function inStore({ name }, mode, act) {
  const database = await open(name)
  try {
    const [store] = database.objectStoreNames
    const transaction = database.transaction(store, mode, { durability: 'strict' })
    const asked = act(transaction.objectStore(store))
    await new Promise((done, failed) => {
      transaction.oncomplete = done
      transaction.onabort = () => failed(transaction.error)
    })
    return asked.result
  } catch (error) {
    throw error.name === 'QuotaExceededError' ? new Fault('full') : error
  } finally {
    database.close()
  }
}

// A row lies there sealed, but for the digest and when it was kept; from before there were keys, open.
const lying = (files, sha256) => inStore(files, 'readonly', (rows) => rows.get(sha256))
const placeOf = ({ name }, sha256) => [name + sha256, name + sha256 + '+']

async function rowOf(files, sha256) {
  const row = await lying(files, sha256)
  if (!row?.more) return row
  const places = placeOf(files, sha256)
  const [bytes, more] = await Promise.all([row.bytes, row.more].map((part, i) => unsealed(files.key, places[i], part)))
  return { ...row, ...JSON.parse(new TextDecoder().decode(more)), bytes, more: undefined }
}

async function keep(files, row) {
  if (files.key) {
    const { sha256, added, bytes, ...more } = row
    const places = placeOf(files, sha256)
    const parts = [bytes, utf8(JSON.stringify(more))].map((part, i) => sealed(files.key, places[i], part))
    row = { sha256, added }
    ;[row.bytes, row.more] = await Promise.all(parts)
  }
  return inStore(files, 'readwrite', (rows) => rows.put(row))
}

// While nothing of it is sent.
const sealFiles = (files) => navigator.locks.request(`${files.name}.send`, async () => {
  for (const sha256 of await inStore(files, 'readonly', (rows) => rows.getAllKeys())) {
    const row = await lying(files, sha256)
    if (row && !row.more) await keep(files, row)
  }
})

// Of the databases that app/local_store.js lays out: each row that lies open, unless somebody changes it meanwhile; then once more.
async function sealRows(files) {
  const names = (await inStore(files, 'readonly', (rows) => rows.getAllKeys())).filter((name) => name !== 'k' && name !== 'g')
  while (names.length) {
    const some = names.splice(0, 32)
    const read = (rows) => some.map((name) => rows.get(name))
    const all = await inStore(files, 'readonly', (rows) => ({ result: read(rows) }))
    const before = all.map(({ result }) => result)
    const after = await Promise.all(before.map((row, i) => row instanceof Uint8Array && sealed(files.key, files.name + some[i], row)))
    await inStore(files, 'readwrite', (rows) => {
      read(rows).forEach((request, i) => {
        if (after[i]) request.onsuccess = () => `${request.result}` === `${before[i]}` ? rows.put(after[i], some[i]) : names.push(some[i])
      })
      return {}
    })
  }
}

function drawn(image, width, height) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  context.fillStyle = '#fff' // what is transparent is paper
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  return [canvas, context]
}

async function shrunk(file, { longest, quality }) {
  let image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => { throw new Fault('unreadable') })
  const scale = Math.min(1, longest / Math.max(image.width, image.height))
  const [width, height] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale)))
  // By halves: at once, thin lines would fall between the pixels.
  while (image.width > 2 * width) [image] = drawn(image, image.width >> 1, image.height >> 1)
  const [canvas, context] = drawn(image, width, height)
  const pixels = context.getImageData(0, 0, width, height)
  const { data } = pixels
  for (let i = 0; i < data.length; i += 4) {
    data[i] = data[i + 1] = data[i + 2] = 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2]
  }
  context.putImageData(pixels, 0, 0)
  for (;;) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
    if (blob.size <= ENOUGH || quality <= LOWEST) return blob
    quality -= 0.1
  }
}

// As whom, and what every call says.
const said = (account, more) => ({ 'x-yangcai-client': '1', 'x-yangcai-account': account, 'tus-resumable': '1.0.0', ...more })

async function call(method, address, headers) {
  const answer = await fetch(address, { method, headers, cache: 'no-store', redirect: 'error' }).catch(() => { throw new Fault('offline') })
  if (!answer.headers.has('x-yangcai')) throw new Fault('offline') // a captive portal, which answers everything
  return answer
}

async function refusal(text) {
  try {
    return new Fault('refused', JSON.parse(text).sentence)
  } catch {
    return new Fault('offline')
  }
}

async function begun(row, account) {
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
  const answer = await call('POST', '/v1/files', said(account, {
    'upload-length': String(row.bytes.byteLength),
    'upload-metadata': `sha256 ${base64(row.sha256)}`,
  }))
  if (answer.status !== 201) throw await refusal(await answer.text())
  return answer.headers.get('location')
}

// How far it has come; nothing where it has been given up.
async function offsetOf(address, account) {
  const answer = await call('HEAD', address, said(account))
  if (answer.ok) return Number(answer.headers.get('upload-offset'))
  if (answer.status !== 404 && answer.status !== 410) throw new Fault('offline')
}

// No fetch: that does not tell how much has gone.
const patched = (address, account, row, offset) => new Promise((done, failed) => {
  const request = new XMLHttpRequest()
  const size = row.bytes.byteLength
  request.open('PATCH', address)
  const headers = said(account, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) })
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
  let gone = 0
  const went = ({ loaded }) => {
    postMessage([0, 'went', row.sha256, offset + loaded, size, loaded - gone])
    gone = loaded
  }
  request.upload.onprogress = went
  request.upload.onload = went
  request.onerror = request.onabort = () => failed(new Fault('offline'))
  request.onload = async () => {
    if (request.status === 204) return done()
    if (!request.getResponseHeader('x-yangcai') || request.status >= 500) return failed(new Fault('offline'))
    failed(request.status === 409 ? new Fault('elsewhere') : await refusal(request.responseText))
  }
  request.send(row.bytes.slice(offset))
})

async function sent(files, row, account) {
  for (let tries = 0; ; tries++) {
    let offset = row.upload && await offsetOf(row.upload, account)
    if (offset === undefined) {
      row.upload = await begun(row, account)
      await keep(files, row)
      offset = 0
    }
    if (offset === row.bytes.byteLength) return
    try {
      return await patched(row.upload, account, row, offset)
    } catch (fault) {
      // A call of ours that was taken for lost has arrived after all, or still does.
      if (fault.message !== 'elsewhere' || tries > 4) throw fault
    }
  }
}

const acts = {
  // [file, whether data is saved] → digest, size, type
  async take(files, file, saving) {
    const plain = file.type === 'application/pdf' || typeof OffscreenCanvas === 'undefined'
    const blob = plain ? file : await shrunk(file, saving ? SAVING : PLAIN)
    if (blob.size > MOST) throw new Fault('large')
    const bytes = await blob.arrayBuffer()
    const sha256 = await digestOf(bytes)
    await keep(files, { sha256, type: blob.type, bytes, added: Date.now() })
    return [sha256, bytes.byteLength, blob.type]
  },
  // [digest, account, record] → its bytes, from here or from the platform
  async show(files, sha256, account, record) {
    const row = await rowOf(files, sha256)
    if (row) return [new Blob([row.bytes], { type: row.type })]
    if (!account) throw new Fault('elsewhere')
    const answer = await call('GET', `/v1/files/${sha256}?record=${record}`, said(account))
    if (!answer.ok) throw await refusal(await answer.text())
    const blob = await answer.blob()
    if (await digestOf(await blob.arrayBuffer()) !== sha256) throw new Fault('offline')
    return [blob]
  },
  // → digest, when it was kept, digest …
  async held(files) {
    const rows = await inStore(files, 'readonly', (rows) => rows.getAll())
    return rows.flatMap(({ sha256, added }) => [sha256, added])
  },
  async drop(files, sha256) {
    await inStore(files, 'readwrite', (rows) => rows.delete(sha256))
    return []
  },
  // Seals what the unit's databases kept before there was a key.
  async seal({ name: unit, key }) {
    const all = await indexedDB.databases?.() ?? ['', '.products'].map((of) => ({ name: unit + of }))
    for (const { name } of all) {
      if (name.endsWith('.files') && name.startsWith(unit + '.')) await sealFiles({ name, key })
      else if ([unit, unit + '.products'].includes(name)) await sealRows({ name, key })
    }
    return []
  },
  // [account, digest …] → how many went up; one that is refused keeps no other from going
  async send(files, account, ...wanted) {
    return navigator.locks.request(`${files.name}.send`, { ifAvailable: true }, async (lock) => {
      let went = 0
      for (const sha256 of lock ? wanted : []) {
        const row = await rowOf(files, sha256)
        if (!row) continue
        try {
          // What was refused once is not sent over and over: it is picked anew.
          if (row.refused) throw new Fault('refused', row.refused)
          await sent(files, row, account)
          went++
          postMessage([0, 'done', sha256])
        } catch (fault) {
          if (fault.message !== 'refused') throw fault
          await keep(files, { ...row, refused: fault.words })
          postMessage([0, 'refused', sha256, fault.words.zh, fault.words.en])
        }
      }
      return [went]
    })
  },
}

onmessage = async ({ data: [number, act, name, key, ...given] }) => {
  try {
    const files = { name, key: key && await imported(key) }
    postMessage([number, null, ...await acts[act](files, ...given)])
  } catch (fault) {
    const { zh = '', en = '' } = fault.words ?? {}
    postMessage([number, fault instanceof Fault ? fault.message : 'broken', zh, en])
  }
}
