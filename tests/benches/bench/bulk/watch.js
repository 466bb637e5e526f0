// Notes in window.watched how long an import takes, from the choice of the file to the word that it is kept; how long a
// list takes, from the press to the frame after its first rows; and the longest frame and the most rows meanwhile.
(() => {
  const watched = (window.watched = {});
  let began, awaited, took, longest = 0, most = 0, last = 0;
  const start = (at, what) => [began, awaited, took, longest, most, last] = [at, what, undefined, 0, 0, 0];
  const rows = () => document.querySelectorAll("[role=listitem]");
  const kept = () => [...document.querySelectorAll("[role=status]")].some((said) => said.textContent.includes("已装入"));
  const there = () => document.querySelector("[role=listitem]:not([aria-busy])") !== null;
  const painted = (tell) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = tell;
    channel.port2.postMessage(0);
  });
  const look = () => {
    if (!awaited || !awaited()) return;
    const now = performance.now();
    if (awaited === kept) took = now - began;
    else painted(() => { took = performance.now() - began; });
    awaited = undefined;
  };
  addEventListener("change", ({ target }) => {
    if (target.type === "file") start(performance.now(), kept);
  }, true);
  addEventListener("click", ({ target, timeStamp }) => {
    if (target.closest("[data-rows], [href$='/products']")) start(timeStamp, there);
  }, true);
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  const beat = (now) => {
    if (last) longest = Math.max(longest, now - last);
    last = now;
    most = Math.max(most, rows().length);
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
  watched.reel = () => document.querySelector(".reel");
  watched.noted = () => ({
    milliseconds: took, longestFrame: longest, mostRows: most, busy: document.querySelector("[role=listitem][aria-busy]") !== null,
  });
  // Begins to watch the scrolling; gives the middle of the list on the screen.
  watched.begin = () => {
    start(0, undefined);
    watched.reel().scrollIntoView();
    const { x, y, width, height } = watched.reel().getBoundingClientRect();
    return [x + width / 2, Math.min(y + height / 2, innerHeight - 50)];
  };
})();
