// Fills in the form that stands on the page, once for each of the given entries, and submits it as a person does who
// goes on with another. Gives for each the milliseconds from the click until the transaction ended, and until the
// page said 已存本机.
const [entries, done] = arguments;
const wait = (milliseconds) => new Promise((next) => setTimeout(next, milliseconds));
const until = async (what, found) => {
  for (let tries = 0; tries < 500; tries += 1) {
    const there = found();
    if (there) return there;
    await wait(10);
  }
  throw new Error(`${what}\n${document.body.innerText}`);
};
const type = (field, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const button = () => [...document.querySelectorAll("button")].find((found) => found.textContent === "提交并再填一条");
const said = (name) => [...document.querySelectorAll("[role=status]")]
  .some((notice) => notice.textContent.includes(`「${name}」已存本机`));

async function save(entry) {
  const price = () => document.getElementById("price");
  await until("no empty form", () => price()?.value === "" && button());
  for (const [name, text] of Object.entries(entry)) {
    const field = document.getElementById(name);
    if (field) type(field, text);
  }
  await until("the draft is not kept", () => document.querySelector(".saved")?.textContent.includes("已存本机"));
  await wait(20);
  window.kept = undefined;
  let clicked;
  const seen = new Promise((next) => {
    const watcher = new MutationObserver(() => {
      if (!said(entry.product_name)) return;
      watcher.disconnect();
      next(performance.now());
    });
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  const pressed = button();
  pressed.addEventListener("click", (event) => { clicked = event.timeStamp; }, { capture: true, once: true });
  pressed.click();
  const shown = await Promise.race([seen, wait(10_000).then(() => { throw new Error(document.body.innerText); })]);
  if (window.kept?.durability !== "strict") throw new Error(`kept: ${JSON.stringify(window.kept)}`);
  return { kept: window.kept.at - clicked, said: shown - clicked };
}

(async () => {
  const times = [];
  for (const entry of entries) times.push(await save(entry));
  return times;
})().then((times) => done({ times }), (error) => done({ error: String(error) }));
