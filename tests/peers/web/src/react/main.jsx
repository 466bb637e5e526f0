// React: the first part of the program, with the sign-in form; the listing's form is fetched when it is wanted.

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { follow, keepOffline, path } from '../shared/route.js'
import { Home } from './home.jsx'
import { SignIn } from './sign_in.jsx'

const fetchListing = () => import('./listing.jsx')
const Listing = lazy(fetchListing)

function App() {
  const at = useSyncExternalStore(follow, path)
  if (at.endsWith('/listings/new')) {
    return <Suspense fallback={<p role="status">正在打开…</p>}><Listing /></Suspense>
  }
  return at.endsWith('/home') ? <Home next={fetchListing} /> : <SignIn />
}

createRoot(document.getElementById('app')).render(<App />)
keepOffline()
