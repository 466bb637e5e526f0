// Counts the bytes that crossed the network, by day and kind: for the page that shows them (app/src/data_use). Stands
// in front of the service worker and behind the program's glue; release.mjs puts it there. What each of them fetched
// it counts itself, in one transaction a time: two tabs and a worker lose nothing to one another.

// A store of rows laid out as app/src/local_store lays them out; `failed` where the browser keeps nothing.
const withRows = (name, use, failed) => {
  const asked = indexedDB.open(name, 1)
  asked.onupgradeneeded = () => {
    running.add(asked.transaction)
    asked.result.createObjectStore('rows')
  }
  asked.onsuccess = () => {
    const transaction = asked.result.transaction('rows', 'readwrite')
    running.add(transaction)
    transaction.oncomplete = transaction.onabort = () => running.delete(transaction)
    use(transaction.objectStore('rows'))
    asked.result.close() // once the transaction has ended
  }
  asked.onerror = failed
}

const OTHER_CALL = /^.v1.(session|password|activation)/

// Adds to today's row, the day being China's: exchanges over HTTP/1 and over newer versions, bytes of bodies sent and received.
// What heads take no browser tells; src/data_use/tally.rs allows for them.
const countBytes = (path, ...more) => withRows('yangcai.data-use', (rows) => {
  const kind = !path.startsWith('/v1/') ? 'program' : OTHER_CALL.test(path) ? 'other' : 'sync'
  const key = new Date(Date.now() + 288e5).toISOString().slice(0, 10) + ' ' + kind
  rows.get(key).onsuccess = ({ target }) => {
    const sum = new Float64Array(target.result?.buffer ?? 4)
    more.forEach((bytes, at) => { sum[at] += bytes })
    rows.put(new Uint8Array(sum.buffer), key)
  }
})

// `mine` says whether it is for this one to count.
const countEntry = ({ name, transferSize, encodedBodySize, nextHopProtocol, workerStart }, mine) => {
  const path = new URL(name).pathname
  const newer = /^h[23]/.test(nextHopProtocol)
  // What was only found to be unchanged moved no body.
  const body = transferSize > encodedBodySize ? encodedBodySize : 0
  if (transferSize && mine(path, workerStart)) countBytes(path, +!newer, +newer, 0, body)
}

const watchBytes = (mine) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) countEntry(entry, mine)
}).observe({ type: 'resource', buffered: true })
