// Appended to the program's glue, which stands in the page, by release.mjs. The program comes in two parts: the first has what is
// needed until a listing is kept (app/later.txt lists what is not), the rest follows when there is time. The first
// part's calls into the rest land here until the rest has put its functions into the shared table.

const REST = 'REST.wasm' // release.mjs fills in the address

function join(module) {
  return new WebAssembly.Instance(module, { primary: wasm })
}

// Something called the rest before it was there. A call cannot wait for a promise, so the page stands still until
// the rest is here; nothing that was typed is touched meanwhile.
function fetchAtOnce() {
  for (;;) {
    const request = new XMLHttpRequest()
    request.open('GET', REST, false)
    request.overrideMimeType('text/plain; charset=x-user-defined') // a byte a character
    try { request.send() } catch { /* no network: asked below */ }
    if (request.status === 200) {
      return join(new WebAssembly.Module(Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0))))
    }
    if (!confirm('这一步要用的程序还没有下载完，现在连不上网络。您填的内容还在。连上网络后按“确定”再试。\n\nThe part of the program for this step has not arrived yet and there is no network. What you typed is still here. Press OK once you are connected.')) {
      throw new Error('the rest of the program has not arrived')
    }
  }
}

const placeholder = new Proxy({}, {
  get: (_, index) => (...given) => {
    fetchAtOnce()
    return wasm.table.get(+index)(...given)
  },
})

let rest
// Resolves when the rest is in its place; can be tried again after a failure.
// Where the page has begun with it already, that is taken.
globalThis.yangcaiRest = () => rest ??= (globalThis.restAhead ?? WebAssembly.compileStreaming(fetch(REST))).then(join).then(() => dispatchEvent(new Event('yangcai-rest')), (error) => {
  rest = globalThis.restAhead = undefined
  throw error
})
