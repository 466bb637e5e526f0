// Notes in window.kept when, in milliseconds since the visit began, the last transaction ended that put something
// into the queue; and whether it was strict.
(() => {
  const { transaction } = IDBDatabase.prototype;
  const { put } = IDBObjectStore.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const made = transaction.apply(this, given);
    made.addEventListener("complete", () => {
      if (made.queues) window.kept = { at: performance.now(), durability: made.durability };
    });
    return made;
  };
  IDBObjectStore.prototype.put = function (value, ...key) {
    if (String(key[0]).startsWith("o")) this.transaction.queues = true;
    return put.call(this, value, ...key);
  };
})();
