// The list of places: the app, channels, direct messages; with marks where something is unread.

import { avatar } from "./avatar.js";
import { channelIcon, channelName } from "./head.js";
import { fill, h, icon } from "./dom.js";
import { ask } from "./layers.js";
import { act } from "./live.js";
import { matching, openMenu, openPicker } from "./picker.js";
import { channelItem } from "./selects.js";
import { context, isHome, on, store } from "./store.js";
import { say } from "./toasts.js";

function entry(href, face, name, { current, unread, mentioned, dim }) {
  return h(
    "li",
    { key: href },
    h(
      "a",
      {
        class: `place${unread ? " unread" : ""}${dim ? " dim" : ""}`,
        href: `#${href}`,
        "aria-current": current ? "page" : null,
        onclick: () => document.body.classList.add("in-conversation"),
      },
      face,
      h("span", { class: "place-name" }, name),
      unread > 0 &&
        h(
          "span",
          { class: `count-badge${mentioned ? " hot" : ""}`, "aria-label": `${unread} unread` },
          unread > 99 ? "99+" : unread,
        ),
    ),
  );
}

const place = (channel) =>
  entry(channel.id, channelIcon(channel), channelName(channel), {
    current: store.at === channel.id,
    unread: channel.archived ? 0 : channel.unread,
    mentioned: channel.mentioned || channel.kind === "im",
    dim: channel.archived,
  });

function section(title, channels, tools) {
  return h(
    "section",
    { class: "places", key: title },
    h("header", {}, h("h2", {}, title), tools),
    h("ul", {}, channels),
  );
}

async function create() {
  const name = h("input", {
    class: "input",
    type: "text",
    "aria-label": "Name",
    placeholder: "name-of-the-channel",
    autocomplete: "off",
  });
  const hidden = h("input", { type: "checkbox" });
  const wanted = await ask({
    title: "New channel",
    body: [
      h("label", { class: "label" }, "Name"),
      name,
      h("label", { class: "choice" }, hidden, h("span", {}, "Private")),
    ],
    buttons: [
      { label: "Cancel", value: false },
      { label: "Create", value: true, look: "primary" },
    ],
  });
  if (!wanted) return;
  const answer = await act("create_channel", { name: name.value.trim(), private: hidden.checked });
  if (answer.ok) location.hash = answer.channel.id;
  else say(answer.error);
}

function browse(anchor) {
  const there = [...store.channels.values()]
    .filter((each) => each.kind === "public")
    .sort((a, b) => a.name.localeCompare(b.name));
  const items = there.map((each) => ({
    ...channelItem(each, context(null)),
    detail: `${each.count} ${each.count === 1 ? "member" : "members"}${each.member ? ", you are in it" : ""}`,
  }));
  openPicker(anchor, {
    label: "All channels",
    items: (query) => matching(items, query),
    pick: (item) => {
      location.hash = item.value;
      document.body.classList.add("in-conversation");
    },
  });
}

const add = (event) => {
  const anchor = event.currentTarget;
  openMenu(
    anchor,
    [
      { label: "Browse channels", icon: "search", run: () => setTimeout(() => browse(anchor)) },
      { label: "New channel", icon: "plus", run: create },
    ],
    "Channels",
  );
};

function draw() {
  if (!store.app) return;
  const all = [...store.channels.values()];
  const dm = store.channels.get(store.app.dm);
  const byName = (a, b) => channelName(a).localeCompare(channelName(b));
  const rooms = all.filter((each) => (each.kind === "public" || each.kind === "private") && each.member);
  const open = rooms.filter((each) => !each.archived).sort(byName);
  const closed = rooms.filter((each) => each.archived).sort(byName);
  const looking = store.channels.get(store.at);
  const direct = all
    .filter((each) => (each.kind === "im" && each.id !== store.app.dm && each.latest) || each.kind === "mpim")
    .sort(byName);
  fill(
    document.getElementById("places"),
    section("Apps", [
      entry(store.app.home_tab ? "home" : "messages", avatar({ is_bot: true }, "s"), store.app.name, {
        current: isHome() || (!store.app.home_tab && store.at === "messages"),
        unread: 0,
      }),
      store.app.home_tab &&
        store.app.messages_tab &&
        entry("messages", icon("down-right"), "Messages", {
          current: store.at === "messages",
          unread: dm?.unread ?? 0,
          mentioned: true,
        }),
    ]),
    section(
      "Channels",
      [open.map(place), looking && !looking.member && looking.kind === "public" && place(looking)],
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "Add or browse channels",
          "aria-haspopup": "menu",
          "aria-expanded": "false",
          onclick: add,
        },
        icon("plus"),
      ),
    ),
    direct.length > 0 && section("Direct messages", direct.map(place)),
    closed.length > 0 && section("Archived", closed.map(place)),
  );
  const waiting = all.reduce((sum, each) => sum + (each.mentioned || each.kind === "im" ? each.unread : 0), 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}${store.team.name}`;
}

let planned = false;
/** Many changes at once are drawn once. */
export function drawSidebar() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    draw();
  });
}

export const startSidebar = () => on("channels people hello place", drawSidebar);
