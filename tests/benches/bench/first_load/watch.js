// Notes in window.usable, in milliseconds since the visit began, when these fields could first be typed into: at the
// frame that shows them.
(() => {
  const usable = (window.usable = {});
  const awaited = new Set(["登录名", "医保编码"]);
  const takesTyping = (input, label) =>
    !input.disabled && !input.readOnly && input.checkVisibility()
    && [...input.labels].some((found) => found.textContent.trim().startsWith(label));
  const look = () => {
    const inputs = [...document.querySelectorAll("input:not([type=hidden], [type=radio])")];
    for (const label of awaited) {
      if (!inputs.some((input) => takesTyping(input, label))) continue;
      awaited.delete(label);
      requestAnimationFrame(() => { usable[label] = performance.now(); });
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
})();
