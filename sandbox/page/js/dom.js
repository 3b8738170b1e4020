// Building and updating the document: h() makes nodes, morph() turns what is there into what should be there
// without losing focus, selection or what somebody is typing.

const SVG = "http://www.w3.org/2000/svg";

function build(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node[name] = value;
    else if (name === "key") node.dataset.key = value;
    else if (name === "style") node.style.cssText = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
}

export const h = (tag, props, ...children) => build(document.createElement(tag), props, children);
export const s = (tag, props, ...children) => build(document.createElementNS(SVG, tag), props, children);

export const icon = (name, label) =>
  s(
    "svg",
    {
      class: "icon",
      viewBox: "0 0 20 20",
      "aria-hidden": label ? null : "true",
      role: label ? "img" : null,
      "aria-label": label ?? null,
    },
    s("use", { href: `/page/icons.svg#${name}` }),
  );

const HANDLERS = [
  "onclick",
  "oninput",
  "onchange",
  "onkeydown",
  "onsubmit",
  "onfocus",
  "onblur",
  "ontoggle",
  "onpointerenter",
  "onpointerleave",
  "onscroll",
  "onerror",
];

const keyOf = (node) => (node.nodeType === 1 ? node.dataset.key : undefined);
const fits = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

/** What the page itself has set on a node: an open details, an open menu's anchor. */
const ownAttribute = (node, name) =>
  (name === "open" && node.nodeName === "DETAILS") ||
  (name === "id" && node.id.startsWith("anchor-")) ||
  (name === "aria-expanded" && node.hasAttribute("aria-haspopup"));

function syncAttributes(from, to) {
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value && !ownAttribute(from, name)) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !ownAttribute(from, name)) from.removeAttribute(name);
  }
  for (const name of HANDLERS) if (from[name] !== to[name]) from[name] = to[name];
}

function syncValue(from, to) {
  if (!["INPUT", "TEXTAREA"].includes(from.nodeName)) return;
  if (from.checked !== to.checked) from.checked = to.checked;
  if (from.type !== "file" && from.value !== to.value) from.value = to.value;
}

/** Turn `from` into `to`, in place where the two fit; returns the node that is now in the document. */
export function morph(from, to) {
  if (!fits(from, to)) {
    from.replaceWith(to);
    return to;
  }
  if (from.nodeType === 3) {
    if (from.data !== to.data) from.data = to.data;
    return from;
  }
  if (from.nodeType !== 1) return from;
  syncAttributes(from, to);
  if (!from.hasAttribute("data-own")) morphChildren(from, [...to.childNodes]);
  syncValue(from, to);
  return from;
}

export function morphChildren(parent, wanted) {
  const keyed = new Map();
  const kept = new Set(wanted.map(keyOf));
  for (const child of [...parent.childNodes]) if (keyOf(child) !== undefined && !kept.has(keyOf(child))) child.remove();
  for (const child of parent.childNodes) if (keyOf(child) !== undefined) keyed.set(keyOf(child), child);
  let here = parent.firstChild;
  for (const node of wanted) {
    const key = keyOf(node);
    let match = key === undefined ? here : keyed.get(key);
    if (key === undefined) while (match && keyOf(match) !== undefined) match = match.nextSibling;
    if (match && fits(match, node)) {
      if (match === here) here = here.nextSibling;
      else parent.insertBefore(match, here);
      morph(match, node);
    } else parent.insertBefore(node, here);
  }
  while (here) {
    const next = here.nextSibling;
    here.remove();
    here = next;
  }
}

/** Change something in `box`; if the focus is lost by that, it goes to the control of the same name, or to `otherwise`. */
export function keepFocus(box, change, otherwise = null) {
  const active = document.activeElement;
  const had = active !== document.body && box.contains(active);
  const name = had && active.dataset.action;
  const done = change();
  if (had && !document.activeElement?.closest("body *")) {
    const same =
      name &&
      [...document.querySelectorAll("[data-action]")].find((each) => each.dataset.action === name && each.isConnected);
    (same || otherwise)?.focus({ preventScroll: true });
  }
  return done;
}

/** Give `parent` these children, changing only what is different. */
export function fill(parent, ...children) {
  const holder = document.createElement("div");
  append(holder, children);
  keepFocus(parent, () => morphChildren(parent, [...holder.childNodes]));
}

let serial = 0;
export const freshId = (word = "x") => `${word}-${(serial += 1)}`;
