// Appended to the program's glue, which stands in the page, by release.mjs. The program comes in parts: the first has what
// is needed until a listing is kept (app/later.txt lists what is not), the rest follows when there is time, and what belongs to
// screens that not everybody opens (app/asked_part.mjs) comes when one of them is opened. Calls into a part land here until it has put
// its functions into the shared table. What only its screens need of the styles comes with it.

const ofRest = () => ({ rest: parts[0].joined })
const parts = [
  // release.mjs fills in the addresses.
  { address: 'PROGRAM_rest.wasm', joins: () => ({ primary: wasm, asked: placeholders(1), apply: placeholders(2) }) },
  { address: 'PROGRAM_asked.wasm', joins: ofRest },
  { address: 'PROGRAM_apply.wasm', joins: ofRest },
]

const joined = (part, module) => {
  const [sheet] = document.styleSheets
  WebAssembly.Module.customSections(module, 'style').forEach((style) => new TextDecoder().decode(style).split('\n').forEach((rule) => {
    try {
      sheet.insertRule(rule, sheet.cssRules.length)
    } catch { /* an older browser does not know it, and leaves it out as it would in the page */ }
  }))
  return new WebAssembly.Instance(module, part.joins()).exports
}
const join = (part, module) => part.joined ??= joined(part, module)

// Something called a part before it was there. A call cannot wait for a promise, so the page stands still until
// it is here; nothing that was typed is touched meanwhile.
function fetchAtOnce(part) {
  for (;;) {
    const request = new XMLHttpRequest()
    request.open('GET', part.address, false)
    request.overrideMimeType('text/plain; charset=x-user-defined') // a byte a character
    try { request.send() } catch { /* no network: asked below */ }
    if (request.status === 200) {
      return join(part, new WebAssembly.Module(Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0))))
    }
    if (!confirm('这一步要用的程序还没有下载完，现在连不上网络。您填的内容还在。连上网络后按“确定”再试。\n\nThe part of the program for this step has not arrived yet and there is no network. What you typed is still here. Press OK once you are connected.')) {
      throw new Error('a part of the program has not arrived')
    }
  }
}

const placeholders = (part) => new Proxy({}, {
  get: (_, index) => (...given) => {
    fetchAtOnce(parts[part])
    return wasm.table.get(+index)(...given)
  },
})
const placeholder = placeholders(0)

// Resolves when the rest is in its place, or with a number that part; can be tried again after a failure.
// Where the page has begun with the rest already, that is taken.
globalThis.yangcaiRest = async (which = 0) => {
  const part = parts[which]
  // At a first visit the worker that keeps the copy does not see it pass: it is asked for it once it is there.
  if (which && !part.coming && !navigator.serviceWorker?.controller) {
    navigator.serviceWorker?.addEventListener('controllerchange', () => fetch(part.address), { once: true })
  }
  part.coming ??= !which && globalThis.restAhead || WebAssembly.compileStreaming(fetch(part.address))
  try {
    const module = await part.coming
    if (which) await yangcaiRest()
    join(part, module)
    if (!which && !part.told) part.told = dispatchEvent(new Event('yangcai-rest'))
  } catch (error) {
    part.coming = globalThis.restAhead = undefined
    throw error
  }
}
