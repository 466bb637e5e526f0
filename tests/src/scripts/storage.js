// Everything that the page's origin keeps in this browser, as text. Bytes are read both as UTF-8 and as
// UTF-16, so that a word is found whichever way it was written.
const [done] = [...arguments].slice(-1);
const lines = [];
const bytes = (view) => {
  const utf8 = new TextDecoder("utf-8").decode(view);
  const utf16 = new TextDecoder("utf-16le").decode(view);
  return `bytes(${view.byteLength}) ${utf8} | ${utf16}`;
};
const show = async (value) => {
  if (value instanceof ArrayBuffer) return bytes(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) return bytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof Blob) return `blob ${value.type} ${bytes(new Uint8Array(await value.arrayBuffer()))}`;
  if (value instanceof Map) return `map ${await show([...value])}`;
  if (value instanceof Set) return `set ${await show([...value])}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `[${(await Promise.all(value.map(show))).join(", ")}]`;
  if (value && typeof value === "object") {
    const parts = Object.entries(value).map(async ([key, inner]) => `${key}: ${await show(inner)}`);
    return `{${(await Promise.all(parts)).join(", ")}}`;
  }
  return String(value);
};
const answered = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const databases = async () => {
  for (const { name } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const opened = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([answered(opened.getAllKeys()), answered(opened.getAll())]);
      lines.push(`indexedDB ${name}/${store}: ${keys.length} records`);
      for (let i = 0; i < keys.length; i += 1) {
        lines.push(`indexedDB ${name}/${store} ${await show(keys[i])} = ${await show(values[i])}`);
      }
    }
    database.close();
  }
};
const storages = async () => {
  for (const [kind, storage] of [["localStorage", localStorage], ["sessionStorage", sessionStorage]]) {
    for (const [key, value] of Object.entries(storage)) lines.push(`${kind} ${key} = ${value}`);
  }
  lines.push(`cookies: ${document.cookie}`);
};
const cached = async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      const body = new Uint8Array(await response.arrayBuffer());
      const readable = /text|json|javascript|xml/.test(response.headers.get("content-type") || "");
      const shown = readable ? new TextDecoder().decode(body) : "";
      lines.push(`cache ${name} ${request.method} ${request.url}: ${body.byteLength} bytes ${shown}`);
    }
  }
};
databases().then(storages).then(cached).then(() => done({ lines }), (error) => done({ error: String(error) }));
