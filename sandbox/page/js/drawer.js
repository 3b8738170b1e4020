// For engineers: every call and envelope with its arguments, answer, time and rate limit; and trouble to order.

import { format } from "./dates.js";
import { fill, h, icon } from "./dom.js";
import { api } from "./live.js";
import { closePanel, openPanel } from "./panel.js";
import { Scroller } from "./scroller.js";
import { on, store, zone } from "./store.js";
import { troubles } from "./troubles.js";

let open = null;
let filter = "";
let loaded = null;
const expanded = new Set();

const titleOf = (entry) =>
  entry.method ??
  { events_api: entry.payload.event?.type, slash_commands: entry.payload.command, interactive: entry.payload.type }[
    entry.type
  ] ??
  entry.type;

const stateOf = (entry) => {
  if (entry.kind === "call") return entry.ok ? ["ok", "good"] : [entry.error ?? String(entry.status), "bad"];
  if (entry.acked === null) return ["waiting", ""];
  return entry.acked ? ["acked", "good"] : [entry.error ?? "no answer", "bad"];
};

const took = (entry) => `${Math.max(1, Math.round(entry.duration * 1000))} ms`;

/** How many calls of this method there were in the last minute of the workspace's time. */
function pace(entry) {
  const recent = store.log.filter(
    (each) => each.method === entry.method && each.ts <= entry.ts && each.ts > entry.ts - 60,
  ).length;
  return `${recent} in that minute${entry.retry_after ? `, retry after ${entry.retry_after} s` : ""}`;
}

const code = (title, value) =>
  h(
    "div",
    { class: "log-part" },
    h("h4", {}, title),
    h("pre", { tabindex: "0" }, JSON.stringify(value ?? {}, null, 2)),
  );

function row(item) {
  const { entry } = item;
  const [state, look] = stateOf(entry);
  const there = expanded.has(item.key);
  const toggle = () => {
    if (!expanded.delete(item.key)) expanded.add(item.key);
    draw();
  };
  return h(
    "li",
    { class: `log-row ${entry.kind}`, key: item.key },
    h(
      "button",
      { type: "button", class: "log-line", "aria-expanded": String(there), onclick: toggle },
      icon(entry.kind === "call" ? "up-right" : "down-left", entry.kind === "call" ? "call" : "envelope"),
      h("span", { class: "log-name" }, titleOf(entry)),
      entry.trouble && h("span", { class: "log-state bad" }, entry.trouble),
      h("span", { class: `log-state ${look}` }, state),
      h("span", { class: "log-time" }, took(entry)),
    ),
    there &&
      h(
        "div",
        { class: "log-more" },
        h(
          "p",
          {},
          format(new Date(entry.ts * 1000), zone(), {
            weekday: "short",
            day: "numeric",
            month: "short",
            hour: "numeric",
            minute: "2-digit",
            second: "2-digit",
          }),
          entry.kind === "call"
            ? ` · ${pace(entry)}${entry.scopes.length ? ` · ${entry.scopes.join(", ")}` : ""}`
            : ` · ${entry.attempts} ${entry.attempts === 1 ? "attempt" : "attempts"}`,
        ),
        code(entry.kind === "call" ? "Arguments" : "Payload", entry.args ?? entry.payload),
        code("Answer", entry.answer),
      ),
  );
}

const kept = new WeakMap();
function draw() {
  if (!open) return;
  const words = filter.toLowerCase();
  const items = store.log
    .filter((entry) => !words || `${titleOf(entry)} ${stateOf(entry)[0]}`.toLowerCase().includes(words))
    .map((entry) => {
      const key = `${entry.kind}${entry.n}`;
      const mark = `${expanded.has(key)} ${entry.acked}`;
      const old = kept.get(entry);
      if (old?.mark === mark) return old;
      const item = { key, entry, mark };
      kept.set(entry, item);
      return item;
    });
  open.scroller.show(items);
}

async function load() {
  const at = `${store.team.id}`;
  if (loaded === at) return;
  loaded = at;
  const { calls: callsTotal = 0, envelopes: total = 0 } = await api("state?latest=0");
  const [{ calls = [] }, { envelopes = [] }] = await Promise.all([
    api(`calls?since=${Math.max(0, callsTotal - 400)}`),
    api(`envelopes?since=${Math.max(0, total - 400)}`),
  ]);
  const known = new Set(store.log.map((each) => `${each.kind}${each.n}`));
  const first = [Math.max(0, callsTotal - 400), Math.max(0, total - 400)];
  const old = [
    ...calls.map((each, n) => ({ ...each, kind: "call", n: first[0] + n + 1 })),
    ...envelopes.map((each, n) => ({ ...each, type: each.kind, kind: "envelope", n: first[1] + n + 1 })),
  ];
  store.log = [...old.filter((each) => !known.has(`${each.kind}${each.n}`)).sort((a, b) => a.ts - b.ts), ...store.log];
  draw();
}

export function toggleDrawer() {
  if (open) return closePanel();
  const viewport = h("div", { class: "log", tabindex: "0", role: "region", "aria-label": "Calls and envelopes" });
  const search = h("input", {
    class: "input",
    type: "search",
    "aria-label": "Filter",
    placeholder: "Filter by method or state",
    value: filter,
    oninput: (event) => {
      filter = event.target.value;
      draw();
    },
  });
  openPanel("Wire", [troubles(), h("div", { class: "log-filter" }, search), viewport], {
    wide: true,
    onclose: () => {
      open = null;
      drawButton();
    },
  });
  open = { scroller: new Scroller(viewport, { render: row }) };
  search.focus();
  drawButton();
  draw();
  load();
  return undefined;
}

function drawButton() {
  fill(
    document.getElementById("tools"),
    h(
      "button",
      { type: "button", class: "quiet-button", "aria-pressed": String(Boolean(open)), onclick: toggleDrawer },
      icon("wire"),
      h("span", {}, "Wire"),
      h("span", {
        class: `dot ${store.online ? "good" : "bad"}`,
        role: "img",
        "aria-label": store.online ? "connected" : "not connected",
      }),
    ),
  );
}

let planned = false;
export function startDrawer() {
  on("log", () => {
    if (!open || planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      draw();
    });
  });
  on("online hello", drawButton);
}
