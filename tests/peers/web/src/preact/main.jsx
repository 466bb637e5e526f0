// Preact: the first part of the program, with the sign-in form; the listing's form is fetched when it is wanted.

import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { follow, keepOffline, path } from '../shared/route.js'
import { Home } from './home.jsx'
import { SignIn } from './sign_in.jsx'

const fetchListing = () => import('./listing.jsx')

// Suspense would bring Preact's compatibility layer along.
function Later() {
  const [part, setPart] = useState(null)
  useEffect(() => void fetchListing().then(setPart), [])
  return part ? <part.default /> : <p role="status">正在打开…</p>
}

function App() {
  const [at, setAt] = useState(path())
  useEffect(() => follow(() => setAt(path())), [])
  if (at.endsWith('/listings/new')) return <Later />
  return at.endsWith('/home') ? <Home next={fetchListing} /> : <SignIn />
}

const place = document.getElementById('app')
place.textContent = ''
render(<App />, place)
keepOffline()
