// The page starts here.

import { startClock } from "./clock.js";
import { forgetConversation, showConversation, startConversation } from "./conversation.js";
import { startDrawer, toggleDrawer } from "./drawer.js";
import { showHome, startHome } from "./home.js";
import { closeLayer } from "./layers.js";
import { connect } from "./live.js";
import { startModals } from "./modal.js";
import { closePanel, panelOpen } from "./panel.js";
import { setLook, startPeople } from "./people.js";
import { matching, openPicker } from "./picker.js";
import { channelItem } from "./selects.js";
import { startSidebar } from "./sidebar.js";
import { context, emit, on, store } from "./store.js";
import { startThreads } from "./thread.js";
import { startToasts } from "./toasts.js";
import { channelName } from "./head.js";

let first = true;

function go() {
  if (!store.app) return;
  const wanted = location.hash.slice(1);
  const known = wanted === "home" ? store.app.home_tab : wanted === "messages" || store.channels.has(wanted);
  store.at = known ? wanted : store.app.home_tab ? "home" : "messages";
  const home = store.at === "home";
  document.getElementById("home").hidden = !home;
  document.getElementById("conversation").hidden = home;
  emit("place");
  if (home) {
    forgetConversation();
    showHome();
  } else showConversation();
}

function jump() {
  const anchor = document.getElementById("jump");
  const places = [...store.channels.values()]
    .filter((each) => each.kind !== "im" || each.latest)
    .map((each) => ({
      ...channelItem(each, context(null)),
      label: each.id === store.app.dm ? `${store.app.name}, messages` : channelName(each),
    }));
  const home = store.app.home_tab ? [{ value: "home", label: `${store.app.name}, Home` }] : [];
  openPicker(anchor, {
    label: "Go to",
    items: (query) => matching([...home, ...places], query),
    pick: (item) => {
      location.hash = item.value;
      document.body.classList.add("in-conversation");
    },
  });
}

const REGIONS = [
  "#clock button",
  "#places a[aria-current], #places a",
  "#home:not([hidden]) button, #home:not([hidden]), #messages",
  ".composer-input",
  "#panel:not([hidden]) button",
];

function nextRegion(back) {
  const all = REGIONS.map((each) => document.querySelector(each)).filter((each) => each?.checkVisibility());
  const at = all.findLastIndex(
    (each) =>
      each === document.activeElement ||
      each.closest("nav, main, aside, #clock, .composer")?.contains(document.activeElement),
  );
  all[(at + (back ? -1 : 1) + all.length) % all.length]?.focus();
}

function keys(event) {
  if (document.querySelector("dialog[open]")) return;
  if ((event.metaKey || event.ctrlKey) && event.key === "k") {
    event.preventDefault();
    jump();
  } else if (event.key === "F6") {
    event.preventDefault();
    nextRegion(event.shiftKey);
  } else if ((event.metaKey || event.ctrlKey) && event.key === ".") {
    event.preventDefault();
    toggleDrawer();
  } else if (event.key === "Escape" && panelOpen()) closePanel();
}

function become({ detail: { id, url } }) {
  closeLayer();
  history.pushState(null, "", url);
  forgetConversation();
  localStorage.setItem("as", id);
  connect(id);
}

setLook(localStorage.getItem("look") ?? "system");
for (const start of [
  startToasts,
  startSidebar,
  startPeople,
  startClock,
  startHome,
  startConversation,
  startThreads,
  startModals,
  startDrawer,
])
  start();
on("hello", () => {
  document.body.classList.add("ready");
  if (first && location.hash) document.body.classList.add("in-conversation");
  first = false;
  forgetConversation();
  go();
});
on("online", () => document.body.classList.toggle("offline", !store.online));
addEventListener("hashchange", () => {
  document.body.classList.add("in-conversation");
  go();
});
addEventListener("become", become);
addEventListener("keydown", keys);
document.getElementById("jump").onclick = jump;
connect(new URLSearchParams(location.search).get("as") ?? localStorage.getItem("as") ?? "");
