// Notes in window.seen when, in milliseconds since the visit began, the list of listings stood on the page with its
// lines, or with the word that there are none: at the frame that shows it.
(() => {
  const look = () => {
    const found = document.querySelector("ul.rows > li, .empty");
    if (!found?.checkVisibility()) return;
    observer.disconnect();
    requestAnimationFrame(() => { window.seen = performance.now(); });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
})();
