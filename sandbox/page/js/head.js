// The head of a channel or DM: its name, topic, pins, members, bookmarks, and what can be done with it.

import { avatar } from "./avatar.js";
import { h, icon } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { appTabs } from "./home.js";
import { ask } from "./layers.js";
import { act } from "./live.js";
import { nameOf } from "./message.js";
import { link, mrkdwn } from "./mrkdwn.js";
import { openMenu, openPicker } from "./picker.js";
import { personItem } from "./selects.js";
import { context, store } from "./store.js";
import { say } from "./toasts.js";

export function channelName(channel) {
  if (channel.kind === "im") return store.people.get(channel.with)?.name ?? "Somebody";
  if (channel.kind === "mpim")
    return channel.people
      .filter((id) => id !== store.me)
      .map((id) => store.people.get(id)?.name.split(" ")[0] ?? id)
      .join(", ");
  return channel.name;
}

export const channelIcon = (channel) =>
  channel.kind === "im"
    ? avatar(store.people.get(channel.with), "s")
    : icon({ public: "hash", private: "lock", mpim: "people" }[channel.kind]);

export async function tell(what, more) {
  const answer = await act(what, more);
  if (!answer.ok) say(answer.error);
  return answer.ok;
}

async function sure(title, body, label) {
  return ask({
    title,
    body,
    buttons: [
      { label: "Cancel", value: false },
      { label, value: true, look: "danger" },
    ],
  });
}

function menu(channel, members) {
  const there = { channel: channel.id };
  const bot = store.app.user;
  const bring = (anchor) =>
    openPicker(anchor, {
      label: "Who to add",
      items: (query) => filterPeople(query),
      pick: (item) => tell("invite", { ...there, people: [item.value] }),
    });
  const filterPeople = (query) =>
    [...store.people.values()]
      .filter(
        (each) => !each.deleted && !members.includes(each.id) && each.name.toLowerCase().includes(query.toLowerCase()),
      )
      .map(personItem);
  return (event) => {
    const anchor = event.currentTarget;
    openMenu(
      anchor,
      [
        { label: "Add people", icon: "person", run: () => bring(anchor) },
        members.includes(bot) && {
          label: `Remove ${store.app.name}`,
          icon: "app",
          run: () => tell("remove_app", there),
        },
        { label: "Leave", icon: "out", run: () => tell("leave", there) },
        channel.archived
          ? { label: "Unarchive", icon: "box", run: () => tell("unarchive", there) }
          : {
              label: "Archive",
              icon: "box",
              look: "danger",
              run: async () =>
                (await sure(
                  `Archive #${channel.name}?`,
                  "Nobody can write there until it is unarchived.",
                  "Archive",
                )) && tell("archive", there),
            },
      ],
      `#${channel.name}`,
    );
  };
}

function showMembers(event, members) {
  openPicker(event.currentTarget, {
    label: "Members",
    items: (query) =>
      members
        .map((id) => store.people.get(id))
        .filter((each) => each?.name.toLowerCase().includes(query.toLowerCase()))
        .map(personItem),
    pick: () => {},
  });
}

function showPins(event, channel, line) {
  const anchor = event.currentTarget;
  const found = line.messages.filter((each) => channel.pins.includes(each.ts));
  openMenu(
    anchor,
    channel.pins.map((ts) => {
      const message = found.find((each) => each.ts === ts);
      return {
        label: message ? nameOf(message) : "A pinned message",
        detail: message ? withEmoji(message.text).slice(0, 80) : "further up",
        icon: "pin",
        run: () => line.toMessage(ts),
      };
    }),
    "Pinned",
  );
}

/** `members` are ids; `line` is what shows the messages, so that a pin can be gone to. */
export function head(channel, members, line) {
  const direct = channel.kind === "im";
  const isApp = channel.id === store.app.dm;
  return [
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
      isApp ? avatar({ is_bot: true }, "s") : channelIcon(channel),
      h("h1", { class: "head-title", id: "conversation-title" }, channelName(channel)),
      channel.archived && h("span", { class: "badge" }, "Archived"),
      !direct &&
        channel.topic &&
        h("p", { class: "topic", title: channel.topic }, mrkdwn(channel.topic, context(null))),
      h("span", { class: "head-space" }),
      channel.pins.length > 0 &&
        h(
          "button",
          {
            type: "button",
            class: "quiet-button",
            "aria-haspopup": "menu",
            "aria-expanded": "false",
            "aria-label": `${channel.pins.length} pinned`,
            onclick: (event) => showPins(event, channel, line),
          },
          icon("pin"),
          channel.pins.length,
        ),
      !direct &&
        h(
          "button",
          {
            type: "button",
            class: "quiet-button",
            "aria-haspopup": "listbox",
            "aria-expanded": "false",
            "aria-label": `${channel.count} members`,
            onclick: (event) => showMembers(event, members),
          },
          icon("people"),
          channel.count,
        ),
      !direct &&
        channel.member &&
        h(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-haspopup": "menu",
            "aria-expanded": "false",
            "aria-label": "More about this channel",
            onclick: menu(channel, members),
          },
          icon("more"),
        ),
    ),
    isApp && appTabs("messages"),
    channel.bookmarks.length > 0 &&
      h(
        "ul",
        { class: "bookmarks", "aria-label": "Bookmarks" },
        channel.bookmarks.map((each) =>
          h(
            "li",
            {},
            link(each.link, [each.emoji ? withEmoji(each.emoji) : icon("bookmark"), " ", withEmoji(each.title)]),
          ),
        ),
      ),
  ];
}
