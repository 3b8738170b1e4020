// A channel or DM: its head, its messages, and the composer.

import { Composer } from "./composer.js";
import { fill, h, icon } from "./dom.js";
import { channelName, head, tell } from "./head.js";
import { Line } from "./line.js";
import { api, seen } from "./live.js";
import { spoken } from "./message.js";
import { channelAt, context, isHome, on, store } from "./store.js";
import { openThread } from "./thread.js";

let line = null;
let composer = null;
let members = [];
let shown = null;

function foot(channel) {
  if (channel.archived) return h("p", { class: "foot-note" }, icon("box"), "This channel is archived.");
  if (!channel.member)
    return h(
      "div",
      { class: "foot-note" },
      h("span", {}, "You are looking at ", h("b", {}, `#${channel.name}`)),
      h(
        "button",
        { type: "button", class: "button primary", onclick: () => tell("join", { channel: channel.id }) },
        "Join",
      ),
    );
  if (channel.id === store.app.dm && (store.app.read_only || !store.app.messages_tab)) {
    return h(
      "p",
      { class: "foot-note" },
      icon("app"),
      `${store.app.name} only writes here. Type its commands in any channel.`,
    );
  }
  return null;
}

function drawHead() {
  const channel = channelAt();
  if (!channel) return;
  fill(document.getElementById("head"), head(channel, members, line));
  const note = foot(channel);
  fill(document.getElementById("foot"), note);
  document.getElementById("composer").hidden = Boolean(note);
  composer.name(channel.kind === "im" ? channelName(channel) : `#${channelName(channel)}`);
}

const markRead = (channel, ts) =>
  ts && channel?.member && channel.unread > 0 && api("read", { person: store.me, channel: channel.id, ts });

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
  drawHead();
  markRead(channel, line.messages.at(-1)?.ts);
}

/** Somebody came or went. */
async function meet(channel) {
  const answer = await seen({ channel: channel.id, limit: "0" });
  if (shown !== channel.id || !answer.ok) return;
  members = answer.members;
  drawHead();
}

/** Where the line "New" stands: before the last messages not yet read. */
function readBoundary(channel) {
  return channel.read || null;
}

export const forgetConversation = () => {
  shown = null;
};

export function startConversation() {
  const viewport = document.getElementById("messages");
  line = new Line(viewport, { openThread });
  composer = new Composer(document.getElementById("composer"));
  on("message", (change) => {
    if (change.channel.id !== shown || isHome()) return;
    const fresh = line.take(change);
    if (fresh && change.message.user !== store.me)
      document.getElementById("spoken").textContent = spoken(change.message);
    drawHead();
    if (document.visibilityState === "visible" && line.scroller.atEnd)
      markRead(change.channel, line.messages.at(-1)?.ts);
  });
  on("channel", (channel) => {
    if (channel.id !== shown) return;
    if (channel.gone) location.hash = "home";
    else if (channel.count !== members.length) meet(channel);
    else drawHead();
  });
  on("people hello", () => line.redrawAll());
  on("clock", () => {
    if (dayChanged()) line.redrawAll();
  });
}

let lastDay = null;
function dayChanged() {
  const day = context(null).now().toDateString();
  const changed = lastDay !== null && day !== lastDay;
  lastDay = day;
  return changed;
}
