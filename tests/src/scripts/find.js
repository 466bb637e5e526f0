// Finds what a person would find: by visible text, by the name of a control, by role.
// Steps narrow the search from the whole page; the answer is the first match of the last step, or null.
const tidy = (text) => (text || "").replace(/\s+/g, " ").trim();
const visible = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;

const ROLES = {
  alert: "", alertdialog: "", article: "article", banner: "", button: "button, summary, input[type=submit]",
  checkbox: "input[type=checkbox]", combobox: "select", dialog: "dialog", form: "form",
  heading: "h1, h2, h3, h4, h5, h6", img: "img", link: "a[href]", list: "ul, ol", listitem: "li", main: "main",
  navigation: "nav", radio: "input[type=radio]", row: "tr", status: "output", table: "table",
  textbox: "input:not([type]), input[type=text], input[type=email], input[type=tel], textarea",
};
const BUTTONS = "button, a[href], summary, input[type=submit], input[type=button], [role=button], [role=link], "
  + "[role=tab], [role=menuitem], [role=switch]";
const FIELDS = "input:not([type=hidden]), select, textarea, [contenteditable=true], [role=textbox], "
  + "[role=combobox], [role=checkbox], [role=radio], [role=switch]";
const BLOCKS = "li, tr, article, fieldset, dl > div, [role=listitem], [role=row], section, form, dialog";

const byRole = (role) => [`[role=${role}]`, ROLES[role]].filter(Boolean).join(", ");

const name = (e) => {
  const by = (e.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)).filter(Boolean).map((l) => l.textContent);
  if (by.length) return tidy(by.join(" "));
  if (e.hasAttribute("aria-label")) return tidy(e.getAttribute("aria-label"));
  if (e.labels && e.labels.length) return tidy([...e.labels].map((l) => l.textContent).join(" "));
  if (e.matches("input[type=submit], input[type=button]")) return tidy(e.value);
  const images = [...e.querySelectorAll("img[alt]")].map((i) => i.alt);
  return tidy([e.textContent, ...images].join(" ")) || tidy(e.title);
};

// An exact name is meant before one that begins so, and that before one that merely holds it.
const best = (found, wanted) => {
  const named = found.map((e) => [e, name(e)]);
  const tests = [(n) => n === wanted, (n) => n.startsWith(wanted), (n) => n.includes(wanted)];
  for (const test of tests) {
    const hit = named.find(([, n]) => test(n));
    if (hit) return hit[0];
  }
  return null;
};

const all = (root, selector) => [...root.querySelectorAll(selector)].filter(visible);

// The innermost element whose visible text holds what is wanted.
const byText = (root, wanted) => {
  let at = root;
  if (!tidy(at.innerText).includes(wanted)) return null;
  for (;;) {
    const next = [...at.children].find((e) => e.innerText && tidy(e.innerText).includes(wanted) && visible(e));
    if (!next) return at;
    at = next;
  }
};

const step = (root, { kind, wanted, name }) => {
  wanted = kind === "css" ? wanted : tidy(wanted);
  switch (kind) {
    case "text": return byText(root, wanted);
    case "button": return best(all(root, BUTTONS), wanted);
    case "field": return best(all(root, FIELDS), wanted);
    case "role": return name ? best(all(root, byRole(wanted)), tidy(name)) : all(root, byRole(wanted))[0] || null;
    case "block": {
      const holding = all(root, BLOCKS).filter((e) => tidy(e.innerText).includes(wanted));
      return holding.find((e) => !holding.some((inner) => inner !== e && e.contains(inner))) || null;
    }
    default: return all(root, wanted)[0] || null;
  }
};

return arguments[0].reduce((root, next) => root && step(root, next), document.body);
