// The app's Home tab, and the tabs between it and the app's messages.

import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { fill, h, icon } from "./dom.js";
import { act } from "./live.js";
import { context, isHome, on, store } from "./store.js";
import { Surface } from "./surfaces.js";
import { say } from "./toasts.js";

let surface = null;
let asked = null;

export function appTabs(at) {
  const tab = (name, label, there) =>
    there && h("a", { class: "tab", href: `#${name}`, "aria-current": at === name ? "page" : null }, label);
  return h(
    "nav",
    { class: "tabs", "aria-label": store.app.name },
    tab("home", "Home", store.app.home_tab),
    tab("messages", "Messages", store.app.messages_tab),
  );
}

function nothing() {
  if (!store.app.installed) return "The app has been removed from this workspace.";
  return asked === "waiting" ? "One moment" : "The app hasn’t put anything here yet.";
}

function draw() {
  if (!isHome() || !store.app) return;
  const view = store.home;
  if (view) {
    surface.id = `home-${view.id}`;
    surface.know(view.state.values);
  }
  fill(
    document.getElementById("head"),
    h(
      "div",
      { class: "head-row" },
      h(
        "button",
        {
          type: "button",
          class: "icon-button back",
          "aria-label": "Back to the list",
          onclick: () => document.body.classList.remove("in-conversation"),
        },
        icon("left"),
      ),
      avatar({ is_bot: true }, "s"),
      h("h1", { class: "head-title", id: "conversation-title" }, store.app.name),
    ),
    appTabs("home"),
  );
  fill(
    document.getElementById("home"),
    view
      ? h("div", { class: "home-page", key: view.id }, blocks(view.blocks, { ...context(surface) }))
      : h("p", { class: "nothing", key: "nothing" }, nothing()),
  );
}

/** The Home tab is opened: the app hears of it, and may draw it anew. */
export async function showHome() {
  draw();
  const mine = `${store.me}`;
  asked = "waiting";
  const answer = await act("open_home");
  if (store.me !== mine) return;
  asked = "answered";
  if (!answer.ok) say(answer.error);
  draw();
}

export function startHome() {
  surface = new Surface("home", { in_home: true }, { changed: (again) => again && draw() });
  on("screen people clock", draw);
  on("hello", () => {
    surface = new Surface("home", { in_home: true }, { changed: (again) => again && draw() });
  });
}
