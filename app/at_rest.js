// Data at rest: rows sealed by the browser's own cryptography, each bound to its place (docs/decisions/0014-data-at-rest.md says
// why so). Stands behind the program's glue and in front of the attachments' worker; release.mjs puts it there.
//
// A sealed row is an ArrayBuffer, nonce first; what lies open is a Uint8Array.

const { subtle } = crypto
const AES = 'AES-GCM'
const NONCE = 12

const randomly = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
const utf8 = (text) => new TextEncoder().encode(text)
const imported = (raw, readable) => subtle.importKey('raw', raw, AES, readable, ['encrypt', 'decrypt'])
const placed = (iv, place) => ({ name: AES, iv, additionalData: utf8(place) })

const sealed = async (key, place, bytes) => {
  const iv = randomly(NONCE)
  const inside = new Uint8Array(await subtle.encrypt(placed(iv, place), key, bytes))
  const both = new Uint8Array(NONCE + inside.length)
  both.set(iv)
  both.set(inside, NONCE)
  return both.buffer
}

// Fails where it is not the key, or the row is no longer what was written.
const unsealed = (key, place, row) => subtle.decrypt(placed(new Uint8Array(row, 0, NONCE), place), key, new Uint8Array(row, NONCE))
