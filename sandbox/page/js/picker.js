// A list to choose from, with search: the base of every select, of mentions and of the people switcher. Only the
// rows that can be seen are rendered, so 500 people open at once.

import { fill, freshId, h, icon } from "./dom.js";
import { closeLayer, isOpen, openLayer } from "./layers.js";

const ROW = 40;
const SEEN = 9;

const plainly = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function matching(items, query) {
  const words = plainly(query).split(/\s+/).filter(Boolean);
  if (!words.length) return items;
  return items.filter((item) => {
    const text = plainly(`${item.label} ${item.detail ?? ""} ${item.also ?? ""}`);
    return words.every((word) => text.includes(word));
  });
}

function withGroups(items) {
  const rows = [];
  let group;
  for (const item of items) {
    if (item.group !== group) rows.push({ heading: (group = item.group) });
    rows.push(item);
  }
  return rows;
}

/**
 * Open a list beside `anchor`. `items(query)` gives (or promises) `{value, label, detail, group, face}`; `chosen` is a
 * set of values; `pick(item)` is told. With `many` the list stays open.
 */
export function openPicker(anchor, { items, chosen = new Set(), pick, many = false, label, search = true, hint }) {
  if (isOpen(anchor)) return closeLayer({ refocus: true });
  const listId = freshId("list");
  let rows = [];
  let active = -1;
  let asked = 0;
  let layer = null;

  const viewport = h("div", { class: "picker-rows", onscroll: () => draw() });
  const list = h(
    "div",
    {
      class: "picker-list",
      role: "listbox",
      id: listId,
      "aria-label": label,
      "aria-multiselectable": many ? "true" : null,
      tabindex: search ? null : "0",
    },
    viewport,
  );
  const input = h("input", {
    class: "picker-search",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "true",
    "aria-controls": listId,
    "aria-autocomplete": "list",
    "aria-label": `Search: ${label}`,
    placeholder: "Search",
  });
  const status = h("div", { class: "picker-note", role: "status" });

  function choose(item) {
    if (!item || item.heading !== undefined) return;
    pick(item);
    if (!many) return closeLayer({ refocus: true });
    if (!chosen.delete(item.value)) chosen.add(item.value);
    draw();
  }

  function option(item, n) {
    const top = `top:${n * ROW}px`;
    if (item.heading !== undefined)
      return h("div", { class: "picker-group", style: top, key: `g${n}`, role: "presentation" }, item.heading);
    const on = chosen.has(item.value);
    return h(
      "div",
      {
        class: `picker-option${n === active ? " active" : ""}`,
        id: `${listId}-${n}`,
        key: item.value,
        style: top,
        role: "option",
        "aria-selected": on ? "true" : "false",
        "aria-setsize": rows.length,
        "aria-posinset": n + 1,
        onclick: () => choose(item),
      },
      item.face?.(),
      h(
        "span",
        { class: "picker-text" },
        h("span", { class: "picker-label" }, item.label),
        item.detail && h("span", { class: "picker-detail" }, item.detail),
      ),
      on && icon("check"),
    );
  }

  function draw() {
    const first = Math.max(0, Math.floor(viewport.scrollTop / ROW) - 3);
    const seen = rows.slice(first, first + SEEN + 8);
    fill(
      viewport,
      h(
        "div",
        { class: "picker-height", style: `height:${rows.length * ROW}px` },
        seen.map((item, n) => option(item, first + n)),
      ),
    );
    (search ? input : list).setAttribute("aria-activedescendant", active >= 0 ? `${listId}-${active}` : "");
  }

  function move(to) {
    const step = Math.sign(to - active) || 1;
    let next = Math.max(0, Math.min(rows.length - 1, to));
    while (rows[next]?.heading !== undefined && rows[next + step]) next += step;
    active = rows[next] && rows[next].heading === undefined ? next : active;
    const top = active * ROW;
    if (top < viewport.scrollTop) viewport.scrollTop = top;
    if (top + ROW > viewport.scrollTop + viewport.clientHeight) viewport.scrollTop = top + ROW - viewport.clientHeight;
    draw();
  }

  async function find() {
    const mine = (asked += 1);
    const found = await items(input.value);
    if (mine !== asked || !list.isConnected) return;
    rows = withGroups(found);
    viewport.style.height = `${Math.min(rows.length, SEEN) * ROW}px`;
    viewport.scrollTop = 0;
    status.textContent = rows.length ? "" : (hint?.(input.value) ?? "Nothing fits");
    active = -1;
    const on = rows.findIndex((row) => chosen.has(row.value));
    move(on < 0 ? 0 : on);
    layer?.replace();
  }

  const KEYS = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    PageDown: () => move(active + SEEN - 1),
    PageUp: () => move(active - SEEN + 1),
    Enter: () => choose(rows[active]),
    Tab: () => closeLayer({ refocus: true }),
  };
  const keys = (event) => {
    const act =
      KEYS[event.key] ??
      (!search &&
        { Home: () => move(0), End: () => move(rows.length - 1), " ": () => choose(rows[active]) }[event.key]);
    if (!act || event.isComposing) return;
    if (event.key !== "Tab") event.preventDefault();
    act();
  };
  input.oninput = find;
  list.onkeydown = input.onkeydown = keys;
  layer = openLayer(anchor, [search && h("div", { class: "picker-head" }, icon("search"), input), list, status], {
    kind: "picker",
  });
  (search ? input : list).focus({ preventScroll: true });
  find();
  return layer;
}

/** A menu of things to do: `[{label, run, look, icon}]`. */
export function openMenu(anchor, entries, label) {
  if (isOpen(anchor)) return closeLayer({ refocus: true });
  const step = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const all = [...menu.children];
    all[(all.indexOf(document.activeElement) + by + all.length) % all.length].focus();
  };
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, onkeydown: step },
    entries.filter(Boolean).map((entry) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: `menu-item ${entry.look ?? ""}`,
          onclick: () => {
            closeLayer({ refocus: true });
            entry.run();
          },
        },
        entry.icon && icon(entry.icon),
        h("span", {}, entry.label, entry.detail && h("small", {}, entry.detail)),
      ),
    ),
  );
  openLayer(anchor, menu, { kind: "menu-layer" });
  menu.firstElementChild?.focus();
}
