// The page after signing in. What comes next is fetched while it is read.

import { onMount } from 'solid-js'
import { followLink } from '../shared/route.js'
import { personName } from '../shared/session.js'

export function Home(props) {
  onMount(() => void props.next())
  return (
    <main>
      <h1>{personName()}，您好</h1>
      <a class="button" href="/hunan/listings/new" onClick={followLink}>新填挂网申报</a>
    </main>
  )
}
