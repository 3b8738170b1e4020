// Who one is: any of the people here. Two windows can be two of them.

import { avatar } from "./avatar.js";
import { fill, h, icon } from "./dom.js";
import { matching, openMenu, openPicker } from "./picker.js";
import { personItem } from "./selects.js";
import { on, store } from "./store.js";

const LOOKS = ["system", "light", "dark"];

const detail = (person) =>
  [person.title, person.admin && "admin", person.guest && "guest", person.deleted && "has left"]
    .filter(Boolean)
    .join(", ");

export function become(id, { another = false } = {}) {
  const url = new URL(location.href);
  url.searchParams.set("as", id);
  if (another) return window.open(url, "_blank");
  return dispatchEvent(new CustomEvent("become", { detail: { id, url } }));
}

function openPeople(anchor, label, pick) {
  const people = [...store.people.values()]
    .filter((each) => !each.is_bot && each.id !== "USLACKBOT")
    .sort((a, b) => a.name.localeCompare(b.name));
  const items = people.map((each) => ({ ...personItem(each), detail: detail(each) }));
  openPicker(anchor, { label, items: (query) => matching(items, query), chosen: new Set([store.me]), pick });
}

export function setLook(look) {
  localStorage.setItem("look", look);
  if (look === "system") delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = look;
}

function more(event) {
  const anchor = event.currentTarget;
  const look = localStorage.getItem("look") ?? "system";
  openMenu(
    anchor,
    [
      {
        label: "Open a window as somebody else",
        icon: "people",
        run: () =>
          setTimeout(() => openPeople(anchor, "Open a window as", (item) => become(item.value, { another: true }))),
      },
      ...LOOKS.filter((each) => each !== look).map((each) => ({
        label: { system: "Colors of the system", light: "Light colors", dark: "Dark colors" }[each],
        icon: "sun",
        run: () => setLook(each),
      })),
      { label: "Gallery of blocks", icon: "box", run: () => window.open("/gallery", "_blank") },
    ],
    "More",
  );
}

function draw() {
  const me = store.people.get(store.me);
  if (!me) return;
  fill(
    document.getElementById("who"),
    h(
      "button",
      {
        type: "button",
        class: "me",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        onclick: (event) => openPeople(event.currentTarget, "You are", (item) => become(item.value)),
      },
      avatar(me, "s"),
      h(
        "span",
        { class: "me-text" },
        h("b", {}, h("span", { class: "visually-hidden" }, "You are "), me.name),
        h("small", {}, detail(me) || "member"),
        h("span", { class: "visually-hidden" }, ". Be somebody else"),
      ),
      icon("down-small"),
    ),
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": "More",
        onclick: more,
      },
      icon("more"),
    ),
  );
  document.getElementById("team").textContent = store.team.name;
}

export function startPeople() {
  on("hello people", draw);
}
