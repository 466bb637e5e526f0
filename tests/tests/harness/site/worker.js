const SHELL = ["/", "/style.css", "/page.js", "/precached"];
self.addEventListener("install", (event) => event.waitUntil(caches.open("shell").then((cache) => cache.addAll(SHELL))));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)));
});
