// The sign-in form.

import { useState } from 'preact/hooks'
import { go } from '../shared/route.js'
import { signIn, signInFaults } from '../shared/session.js'
import { Field } from './field.jsx'

export function SignIn() {
  const [typed, setTyped] = useState({ login_name: '', password: '' })
  const [faults, setFaults] = useState({})
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const type = (event) => setTyped({ ...typed, [event.target.id]: event.target.value })
  const submit = async (event) => {
    event.preventDefault()
    const found = signInFaults(typed)
    setFaults(found)
    if (busy || Object.keys(found).length) return
    setBusy(true)
    setTrouble('')
    const refused = await signIn(typed)
    setBusy(false)
    setTrouble(refused)
    if (!refused) go('/hunan/home')
  }
  return (
    <main>
      <h1>登录</h1>
      {trouble && <p role="alert">{trouble}</p>}
      <form onSubmit={submit} noValidate>
        <Field name="login_name" label="登录名" autocomplete="username" autocapitalize="none"
          value={typed.login_name} fault={faults.login_name} onInput={type} />
        <Field name="password" label="密码" type="password" autocomplete="current-password"
          value={typed.password} fault={faults.password} onInput={type} />
        <button disabled={busy}>登录</button>
      </form>
    </main>
  )
}
