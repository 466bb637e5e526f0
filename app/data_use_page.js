// The page's half of app/data_use.js.

{
  // What the service worker gave the page it has counted, or it came from its copy. The stream of pokes tells its bytes
  // only when it ends: whoever opens it counts it.
  const mine = (path, workerStart) => path !== '/v1/poke' && (!workerStart || path.startsWith('/v1/'))
  watchBytes(mine)
  // Once all of the page is here; an observer would be told of it twice.
  addEventListener('load', () => countEntry(performance.getEntriesByType('navigation')[0], mine))
  globalThis.yangcaiBytes = (path, sent, exchanges) => countBytes(path, exchanges, 0, sent, 0)
  // With each page that it gave, the browser asks whether the service worker has changed, and tells nobody. The records
  // are read first: the browser's stores wait for one another.
  if (navigator.serviceWorker?.controller) setTimeout(countBytes, 2000, '/service-worker.js', 1, 0, 0, 0)
}
