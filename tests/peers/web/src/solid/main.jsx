// SolidJS: the first part of the program, with the sign-in form; the listing's form is fetched when it is wanted.

import { createSignal, lazy, Match, Suspense, Switch } from 'solid-js'
import { render } from 'solid-js/web'
import { follow, keepOffline, path } from '../shared/route.js'
import { Home } from './home.jsx'
import { SignIn } from './sign_in.jsx'

const Listing = lazy(() => import('./listing.jsx'))
const [at, setAt] = createSignal(path())
follow(() => setAt(path()))

function App() {
  return (
    <Switch fallback={<SignIn />}>
      <Match when={at().endsWith('/listings/new')}>
        <Suspense fallback={<p role="status">正在打开…</p>}><Listing /></Suspense>
      </Match>
      <Match when={at().endsWith('/home')}><Home next={Listing.preload} /></Match>
    </Switch>
  )
}

const place = document.getElementById('app')
place.textContent = ''
render(App, place)
keepOffline()
