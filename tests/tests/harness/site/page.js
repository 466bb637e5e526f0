const state = document.getElementById("state");
const product = document.getElementById("product");
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("trial", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("kept");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const saved = (database, value) => new Promise((resolve, reject) => {
  const transaction = database.transaction("kept", "readwrite", { durability: "strict" });
  transaction.objectStore("kept").put(value, "product");
  transaction.oncomplete = resolve;
  transaction.onerror = () => reject(transaction.error);
});
opened.then((database) => {
  const request = database.transaction("kept").objectStore("kept").get("product");
  request.onsuccess = () => {
    product.value = request.result ? new TextDecoder().decode(request.result) : "";
    state.textContent = "已打开";
  };
});
document.getElementById("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await saved(await opened, new TextEncoder().encode(product.value));
  state.textContent = `已存本机：${product.value}`;
});
document.getElementById("send").addEventListener("click", async () => {
  try {
    await fetch("/save", { method: "POST", body: product.value });
    state.textContent = "平台已收";
  } catch {
    state.textContent = "没有送到";
  }
});
for (const button of document.querySelectorAll(".edit")) {
  button.addEventListener("click", () => { state.textContent = `修改${button.parentElement.firstChild.textContent.trim()}`; });
}
window.addEventListener("offline", () => { state.textContent = "已断网"; });
navigator.serviceWorker.register("/worker.js");
