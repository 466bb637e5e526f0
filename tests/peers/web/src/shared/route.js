// Where the page is, the links between pages, and the service worker that keeps them all. A library for three addresses
// would only weigh on the peers.

const listeners = new Set()

export const path = () => location.pathname

export function follow(listener) {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

export function go(to) {
  history.pushState(null, '', to)
  for (const listener of listeners) listener()
}

export function followLink(event) {
  event.preventDefault()
  go(event.currentTarget.pathname)
}

// After the page has loaded, so that what it shows first need not share the line.
export function keepOffline() {
  addEventListener('load', () => navigator.serviceWorker?.register('/service-worker.js'))
}
