// The page's half of app/data_use.js.

{
  // What the service worker gave the page it has counted, or it came from its copy. The stream of pokes tells its bytes
  // only when it ends: whoever opens it counts it.
  const mine = (path, workerStart) => path !== '/v1/poke' && (!workerStart || path.startsWith('/v1/'))
  watchBytes(mine)
  // Once all of the page is here; an observer would be told of it twice.
  addEventListener('load', () => countEntry(performance.getEntriesByType('navigation')[0], mine))
  globalThis.yangcaiBytes = (path, sent, exchanges) => countBytes(path, exchanges, 0, sent, 0)
  // With each page that it gave, the browser asks whether the service worker has changed, and tells nobody.
  if (navigator.serviceWorker?.controller) countBytes('/service-worker.js', 1, 0, 0, 0)
}
