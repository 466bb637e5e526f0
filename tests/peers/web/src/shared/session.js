// Signing in, and what is wrong with the two fields before anything is sent.

const LABELS = { login_name: '登录名', password: '密码' }

export function signInFaults(typed) {
  const missing = Object.keys(LABELS).filter((name) => !typed[name].trim())
  return Object.fromEntries(missing.map((name) => [name, `请填写${LABELS[name]}。`]))
}

// What went wrong as a sentence; nothing where it went well.
export async function signIn({ login_name, password }) {
  try {
    const answer = await fetch('/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-yangcai-client': '1' },
      body: JSON.stringify({ platform: 'hunan', login_name: login_name.trim(), password }),
      cache: 'no-store',
    })
    const said = await answer.json()
    if (!answer.ok) return said.sentence.zh
    localStorage.setItem('name', said.name)
    return ''
  } catch {
    return '现在连不上平台，联网后再试。'
  }
}

export const personName = () => localStorage.getItem('name') ?? ''
