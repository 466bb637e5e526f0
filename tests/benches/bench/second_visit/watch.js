// Notes in window.seen when, in milliseconds since the visit began, the list of listings stood on the page with its
// lines, or with the word that there are none: once the frame that shows it has been laid out and drawn. What asks
// whether it is there must not have it laid out sooner for one page than for another, so it only looks for it.
(() => {
  const drawn = new MessageChannel();
  drawn.port1.onmessage = () => { window.seen = performance.now(); };
  const look = () => {
    if (!document.querySelector("ul.rows > li, .empty")) return;
    observer.disconnect();
    requestAnimationFrame(() => drawn.port2.postMessage(null));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
})();
