// Finds targets too small to touch and what sticks out sideways. Sizes are CSS pixels.
const [smallest, width] = arguments;
const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], "
  + "[role=tab], [role=switch], [role=checkbox], [role=radio], [role=menuitem], [role=option]";
// Layout rounds to 1/64 pixel.
const ROUNDING = 0.05;

const shown = (e) => {
  if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: false }) || e.closest("[inert]")) return false;
  const box = e.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
};
// Kept for screen readers, or off screen until it is focused: nobody can touch it.
const untouchable = (e) => {
  const box = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  const off = box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
  const clipped = /^rect\(0|^rect\(1px/.test(style.clip) || /inset\((50|100)%/.test(style.clipPath);
  return off || clipped || (box.width <= 1 && box.height <= 1);
};
// WCAG 2.5.8 exempts a target "in a sentence", whose size the line height of other text constrains.
const inSentence = (e) => {
  if (!e.matches("a[href]") || getComputedStyle(e).display !== "inline") return false;
  let block = e.parentElement;
  while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
  if (!block) return false;
  const links = [...block.querySelectorAll("a")].map((a) => a.innerText).join("");
  const bare = (text) => text.replace(/[\s\p{P}\p{S}]/gu, "");
  return bare(block.innerText).length > bare(links).length;
};
const big = (e) => {
  const box = e.getBoundingClientRect();
  return box.width + ROUNDING >= smallest && box.height + ROUNDING >= smallest;
};
// Touching a field's label touches the field.
const labelled = (e) => [...(e.labels || [])].some((label) => shown(label) && big(label));
const where = (e) => {
  const box = e.getBoundingClientRect();
  const tag = e.outerHTML.slice(0, e.outerHTML.indexOf(">") + 1).slice(0, 160);
  const text = (e.innerText || e.value || "").replace(/\s+/g, " ").trim().slice(0, 30);
  return `${tag} «${text}» ${box.width.toFixed(1)} × ${box.height.toFixed(1)} at ${box.x.toFixed(0)},${box.y.toFixed(0)}`;
};

const small = [...document.querySelectorAll(TARGETS)].filter(
  (e) => shown(e) && !big(e) && !labelled(e) && !inSentence(e) && !(untouchable(e) && !(e.labels || []).length),
);

const root = document.documentElement;
const scrolls = (e) => {
  for (let at = e.parentElement; at && at !== root; at = at.parentElement) {
    if (at !== document.body && getComputedStyle(at).overflowX !== "visible") return true;
  }
  return false;
};
const wide = [];
// A desktop's scroll bar takes its part of the layout; a phone's lies over it.
const layout = Math.max(root.clientWidth, innerWidth);
if (layout !== width) wide.push(`the layout is ${layout} wide, not ${width}`);
if (root.scrollWidth > root.clientWidth) wide.push(`the page scrolls sideways to ${root.scrollWidth}`);
for (const e of document.body.querySelectorAll("*")) {
  const box = e.getBoundingClientRect();
  if (shown(e) && box.right > root.clientWidth + 1 && !untouchable(e) && !scrolls(e)) wide.push(where(e));
}
return { small: small.map(where), wide };
