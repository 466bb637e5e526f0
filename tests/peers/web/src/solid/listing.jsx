// The form of a new listing: judged at the field, kept as it is typed, queued when it is submitted.

import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import { EMPTY, KINDS, TYPED, fault, faults as allFaults } from '../shared/listing.js'
import { keeper, readDraft, submit } from '../shared/store.js'
import { Field } from './field.jsx'

export default function Listing() {
  const [entry, setEntry] = createStore({ ...EMPTY })
  const [faults, setFaults] = createStore({})
  const [opened, setOpened] = createSignal(false)
  const [saved, setSaved] = createSignal(null)
  const [given, setGiven] = createSignal('')
  const keep = keeper(setSaved)
  readDraft().then((draft) => {
    if (draft) {
      setEntry(draft)
      setSaved(true)
    }
    setOpened(true)
  })

  const judge = (name) => setFaults(name, fault(name, entry))
  const type = (name, value) => {
    setEntry(name, value)
    if (faults[name]) judge(name)
    keep({ ...unwrap(entry) })
  }
  const send = async (event) => {
    event.preventDefault()
    const found = allFaults(entry)
    setFaults(reconcile(found))
    if (Object.keys(found).length) return
    const now = { ...unwrap(entry) }
    await keep(now)
    await submit(now)
    setGiven(now.product_name)
  }
  const words = () => (saved() === null ? '边填边存在本机。' : saved() ? '已存本机' : '正在存到本机…')
  const form = () => (
    <form onSubmit={send} noValidate autocomplete="off">
      <fieldset>
        <legend>产品类别</legend>
        <For each={KINDS}>
          {([kind, label]) => (
            <label>
              <input type="radio" name="product_kind" checked={entry.product_kind === kind}
                onChange={() => type('product_kind', kind)} />
              {label}
            </label>
          )}
        </For>
        <Show when={faults.product_kind}><p class="fault">{faults.product_kind}</p></Show>
      </fieldset>
      <For each={TYPED}>
        {([name, label, hint]) => (
          <Field name={name} label={label} hint={hint} value={entry[name]} fault={faults[name]}
            inputmode={name === 'price' ? 'decimal' : undefined}
            onInput={(event) => type(name, event.target.value)} onBlur={() => judge(name)} />
        )}
      </For>
      <button>提交</button>
      <p class="saved">{words()}</p>
    </form>
  )
  return (
    <Switch fallback={<p role="status">正在打开…</p>}>
      <Match when={given()}>
        <main><h1>新填挂网申报</h1><p role="status">「{given()}」已存本机，待上传</p></main>
      </Match>
      <Match when={opened()}><main><h1>新填挂网申报</h1>{form()}</main></Match>
    </Switch>
  )
}
