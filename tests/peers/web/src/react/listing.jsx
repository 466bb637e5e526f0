// The form of a new listing: judged at the field, kept as it is typed, queued when it is submitted.

import { useEffect, useState } from 'react'
import { EMPTY, KINDS, TYPED, fault, faults as allFaults } from '../shared/listing.js'
import { keeper, readDraft, submit } from '../shared/store.js'
import { Field } from './field.jsx'

export default function Listing() {
  const [entry, setEntry] = useState(null)
  const [faults, setFaults] = useState({})
  const [saved, setSaved] = useState(null)
  const [given, setGiven] = useState('')
  const [keep] = useState(() => keeper(setSaved))
  useEffect(() => {
    readDraft().then((draft) => {
      setEntry(draft ?? EMPTY)
      if (draft) setSaved(true)
    })
  }, [])
  if (given) return <main><h1>新填挂网申报</h1><p role="status">「{given}」已存本机，待上传</p></main>
  if (!entry) return <p role="status">正在打开…</p>

  const judge = (name, entry) => setFaults((faults) => ({ ...faults, [name]: fault(name, entry) }))
  const type = (name, value) => {
    const next = { ...entry, [name]: value }
    setEntry(next)
    if (faults[name]) judge(name, next)
    keep(next)
  }
  const send = async (event) => {
    event.preventDefault()
    const found = allFaults(entry)
    setFaults(found)
    if (Object.keys(found).length) return
    await keep(entry)
    await submit(entry)
    setGiven(entry.product_name)
  }
  return (
    <main>
      <h1>新填挂网申报</h1>
      <form onSubmit={send} noValidate autoComplete="off">
        <fieldset>
          <legend>产品类别</legend>
          {KINDS.map(([kind, label]) => (
            <label key={kind}>
              <input type="radio" name="product_kind" checked={entry.product_kind === kind}
                onChange={() => type('product_kind', kind)} />
              {label}
            </label>
          ))}
          {faults.product_kind && <p className="fault">{faults.product_kind}</p>}
        </fieldset>
        {TYPED.map(([name, label, hint]) => (
          <Field key={name} name={name} label={label} hint={hint} value={entry[name]} fault={faults[name]}
            inputMode={name === 'price' ? 'decimal' : undefined}
            onChange={(event) => type(name, event.target.value)} onBlur={() => judge(name, entry)} />
        ))}
        <button>提交</button>
        <p className="saved">{saved === null ? '边填边存在本机。' : saved ? '已存本机' : '正在存到本机…'}</p>
      </form>
    </main>
  )
}
