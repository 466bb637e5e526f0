// React: the unit's listings, searched as one types. A page of its own, so that a first visit does not pay for it.

import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { SHOWN, count, hold, shown } from '../shared/held.js'
import { keepOffline } from '../shared/route.js'

// How the page is filled by whoever measures it.
window.hold = hold

function Line({ listing: { entry, state } }) {
  return (
    <li>
      <div><a href={`/hunan/listings/${entry.product_code}`}>{entry.product_name}</a> <span>¥{entry.price} / {entry.unit_of_measure}</span></div>
      <div><span>{entry.product_code}</span> <span>{entry.specification}</span> <span>{entry.manufacturer}</span></div>
      <p>{state}</p>
    </li>
  )
}

function Listings() {
  const [words, setWords] = useState('')
  const [most, setMost] = useState(SHOWN)
  const [lines, setLines] = useState(null)
  const [all, setAll] = useState(null)
  useEffect(() => {
    let wanted = true
    shown(words.trim(), most).then((lines) => wanted && setLines(lines))
    return () => void (wanted = false)
  }, [words, most])
  useEffect(() => void count().then(setAll), [])
  if (!lines) return <p role="status">正在读取本机数据…</p>
  return (
    <main>
      <h1>产品挂网</h1>
      <a className="button" href="/hunan/listings/new">新填一份</a>
      {lines.length === 0 && !words
        ? <p className="empty">还没有提交过申报。</p>
        : <>
          <div className="field">
            <label htmlFor="search">按名称、编码、企业或规格查找</label>
            <input id="search" type="search" value={words} onChange={(event) => setWords(event.target.value)} />
          </div>
          <p role="status">共 {all ?? '…'} 份</p>
          <ul className="rows">{lines.map((listing) => <Line key={listing.id} listing={listing} />)}</ul>
          {lines.length === most && <button type="button" onClick={() => setMost(most + SHOWN)}>再显示 {SHOWN} 份</button>}
        </>}
    </main>
  )
}

createRoot(document.getElementById('app')).render(<Listings />)
keepOffline()
