// The first part of the program as the end of the page. A character stands for a byte: its number is the byte's, or 256
// more where HTML would take the character for something else. The page's own script and the service worker read it.

const MARK = '<script type="text/plain" id="program"'

const character = (byte) => String.fromCharCode(byte === 0x00 || byte === 0x0d || byte === 0x3c ? byte + 0x100 : byte)

// The page with `program`, in place of what it had.
export function withProgram(html, program) {
  const [before, after] = withoutProgram(html).split('</body>')
  const text = Array.from(program, character).join('')
  return `${before}${MARK} data-bytes="${program.length}">${text}</script>\n</body>${after}`
}

export function withoutProgram(html) {
  const at = html.indexOf(MARK)
  const end = '</script>\n'
  return at < 0 ? html : html.slice(0, at) + html.slice(html.indexOf(end, at) + end.length)
}

// The page's bytes: what one can sign in with, and the program.
export function inParts(page) {
  const at = page.indexOf(MARK)
  return at < 0 ? [page] : [page.subarray(0, at), page.subarray(at)]
}
