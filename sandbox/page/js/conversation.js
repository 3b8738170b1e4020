// A channel or DM: its head with topic, pins and bookmarks, its messages, and the composer.

import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { fill, h, icon } from "./dom.js";
import { ask } from "./layers.js";
import { Line } from "./line.js";
import { act, api } from "./live.js";
import { nameOf, spoken } from "./message.js";
import { link, mrkdwn } from "./mrkdwn.js";
import { openMenu, openPicker } from "./picker.js";
import { personItem } from "./selects.js";
import { channelAt, context, isHome, on, store } from "./store.js";
import { openThread } from "./thread.js";
import { say } from "./toasts.js";
import { withEmoji } from "./emoji.js";
import { appTabs } from "./home.js";

let line = null;
let composer = null;
let members = [];
let shown = null;

export function channelName(channel) {
  if (channel.kind === "im") return store.people.get(channel.with)?.name ?? "Somebody";
  if (channel.kind === "mpim") return channel.people.filter((id) => id !== store.me).map((id) => store.people.get(id)?.name.split(" ")[0] ?? id).join(", ");
  return channel.name;
}

export const channelIcon = (channel) =>
  channel.kind === "im" ? avatar(store.people.get(channel.with), "s") : icon({ public: "hash", private: "lock", mpim: "people" }[channel.kind]);

async function tell(what, more) {
  const answer = await act(what, more);
  if (!answer.ok) say(answer.error);
  return answer.ok;
}

async function sure(title, body, label) {
  return ask({ title, body, buttons: [{ label: "Cancel", value: false }, { label, value: true, look: "danger" }] });
}

function menu(channel) {
  const there = { channel: channel.id };
  const bot = store.app.user;
  const bring = (anchor) => openPicker(anchor, { label: "Who to add", items: (query) => filterPeople(query), pick: (item) => tell("invite", { ...there, people: [item.value] }) });
  const filterPeople = (query) => [...store.people.values()].filter((each) => !each.deleted && !members.includes(each.id) && each.name.toLowerCase().includes(query.toLowerCase())).map(personItem);
  return (event) => {
    const anchor = event.currentTarget;
    openMenu(anchor, [
      { label: "Add people", icon: "person", run: () => bring(anchor) },
      members.includes(bot) && { label: `Remove ${store.app.name}`, icon: "app", run: () => tell("remove_app", there) },
      { label: "Leave", icon: "out", run: () => tell("leave", there) },
      channel.archived ? { label: "Unarchive", icon: "box", run: () => tell("unarchive", there) }
        : { label: "Archive", icon: "box", look: "danger", run: async () => (await sure(`Archive #${channel.name}?`, "Nobody can write there until it is unarchived.", "Archive")) && tell("archive", there) },
    ], `#${channel.name}`);
  };
}

function showMembers(event) {
  openPicker(event.currentTarget, { label: "Members", items: (query) => members.map((id) => store.people.get(id)).filter((each) => each?.name.toLowerCase().includes(query.toLowerCase())).map(personItem), pick: () => {} });
}

async function showPins(event, channel) {
  const anchor = event.currentTarget;
  const found = line.messages.filter((each) => channel.pins.includes(each.ts));
  openMenu(anchor, channel.pins.map((ts) => {
    const message = found.find((each) => each.ts === ts);
    return { label: message ? nameOf(message) : "A pinned message", detail: message ? withEmoji(message.text).slice(0, 80) : "further up", icon: "pin", run: () => line.toMessage(ts) };
  }), "Pinned");
}

function head(channel) {
  const direct = channel.kind === "im";
  const isApp = channel.id === store.app.dm;
  return [
    h("div", { class: "head-row" },
      h("button", { type: "button", class: "icon-button back", "aria-label": "Back to the list", onclick: () => document.body.classList.remove("in-conversation") }, icon("left")),
      isApp ? avatar({ is_bot: true }, "s") : channelIcon(channel),
      h("h1", { class: "head-title", id: "conversation-title" }, channelName(channel)),
      channel.archived && h("span", { class: "badge" }, "Archived"),
      !direct && channel.topic && h("p", { class: "topic", title: channel.topic }, mrkdwn(channel.topic, context(null))),
      h("span", { class: "head-space" }),
      channel.pins.length > 0 && h("button", { type: "button", class: "quiet-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": `${channel.pins.length} pinned`, onclick: (event) => showPins(event, channel) }, icon("pin"), channel.pins.length),
      !direct && h("button", { type: "button", class: "quiet-button", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": `${channel.count} members`, onclick: showMembers }, icon("people"), channel.count),
      !direct && channel.member && h("button", { type: "button", class: "icon-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "More about this channel", onclick: menu(channel) }, icon("more"))),
    isApp && appTabs("messages"),
    channel.bookmarks.length > 0 && h("ul", { class: "bookmarks", "aria-label": "Bookmarks" }, channel.bookmarks.map((each) =>
      h("li", {}, link(each.link, [each.emoji ? withEmoji(each.emoji) : icon("bookmark"), " ", withEmoji(each.title)])))),
  ];
}

function foot(channel) {
  if (channel.archived) return h("p", { class: "foot-note" }, icon("box"), "This channel is archived.");
  if (!channel.member) return h("div", { class: "foot-note" }, h("span", {}, "You are looking at ", h("b", {}, `#${channel.name}`)), h("button", { type: "button", class: "button primary", onclick: () => tell("join", { channel: channel.id }) }, "Join"));
  if (channel.id === store.app.dm && (store.app.read_only || !store.app.messages_tab)) {
    return h("p", { class: "foot-note" }, icon("app"), `${store.app.name} only writes here. Type its commands in any channel.`);
  }
  return null;
}

function drawHead() {
  const channel = channelAt();
  if (!channel) return;
  fill(document.getElementById("head"), head(channel));
  const note = foot(channel);
  fill(document.getElementById("foot"), note);
  document.getElementById("composer").hidden = Boolean(note);
  composer.name(channel.kind === "im" ? channelName(channel) : `#${channelName(channel)}`);
}

const markRead = (channel, ts) => ts && channel?.member && channel.unread > 0 && api("read", { person: store.me, channel: channel.id, ts });

export async function showConversation() {
  const channel = channelAt();
  if (!channel) return;
  const first = shown !== channel.id;
  shown = channel.id;
  drawHead();
  if (!first) return;
  composer.open(channel.id);
  const boundary = channel.unread > 0 ? readBoundary(channel) : null;
  const answer = await line.open(channel.id, { readTo: boundary });
  members = answer.members ?? [];
  markRead(channel, line.messages.at(-1)?.ts);
}

/** Where the line "New" stands: before the last messages not yet read. */
function readBoundary(channel) {
  return channel.read || null;
}

export const forgetConversation = () => { shown = null; };

export function startConversation() {
  const viewport = document.getElementById("messages");
  line = new Line(viewport, { openThread });
  composer = new Composer(document.getElementById("composer"));
  on("message", (change) => {
    if (change.channel.id !== shown || isHome()) return;
    const fresh = line.take(change);
    if (fresh && change.message.user !== store.me) document.getElementById("spoken").textContent = spoken(change.message);
    drawHead();
    if (document.visibilityState === "visible" && line.scroller.atEnd) markRead(change.channel, line.messages.at(-1)?.ts);
  });
  on("channel", (channel) => {
    if (channel.id !== shown) return;
    if (channel.gone) location.hash = "home";
    else drawHead();
  });
  on("people hello", () => line.redrawAll());
  on("clock", () => { if (dayChanged()) line.redrawAll(); });
}

let lastDay = null;
function dayChanged() {
  const day = context(null).now().toDateString();
  const changed = lastDay !== null && day !== lastDay;
  lastDay = day;
  return changed;
}
