// What a page has under way in the browser's stores, which ends as the page is left. WebKit keeps such a page just as it was, for
// the way back, with its transactions and workers, and every other page would wait for ever for what these hold. Whoever comes
// back has it done again. Stands in front of app/data_use.js, in the page and in both workers; release.mjs puts it there.

const running = new Set()

addEventListener('pagehide', () => running.forEach((one) => {
  running.delete(one)
  try {
    one.terminate ? one.onerror(one.terminate()) : one.abort()
  } catch { /* it is about to end by itself */ }
}))

// Another worker beside the page. As that is left, it is told of a fault without an event.
const workerBeside = () => {
  const worker = new Worker('/attachments.js')
  running.add(worker)
  return worker
}
