// The page after signing in. What comes next is fetched while it is read.

import { useEffect } from 'react'
import { followLink } from '../shared/route.js'
import { personName } from '../shared/session.js'

export function Home({ next }) {
  useEffect(() => void next(), [next])
  return (
    <main>
      <h1>{personName()}，您好</h1>
      <a className="button" href="/hunan/listings/new" onClick={followLink}>新填挂网申报</a>
    </main>
  )
}
