// One message: who, when, what, and what can be done with it.

import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { dayName, fullMoment, time } from "./dates.js";
import { h, icon } from "./dom.js";
import { emojiFor, withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { openMenu, openPicker } from "./picker.js";
import { act } from "./live.js";
import { context, store } from "./store.js";
import { Surface } from "./surfaces.js";
import { say } from "./toasts.js";

const surfaces = new Map();
const QUICK = [
  "+1",
  "tada",
  "heart",
  "eyes",
  "raised_hands",
  "white_check_mark",
  "wave",
  "bulb",
  "rocket",
  "pray",
  "clap",
  "thinking_face",
];

/** The surface of a message outlives its row, so that what was put in isn't lost by scrolling. */
export function surfaceOf(message, changed) {
  const key = `m${message.channel}-${message.ts}`;
  if (!surfaces.has(key))
    surfaces.set(key, new Surface(key, { message: { channel: message.channel, ts: message.ts } }, { changed }));
  return surfaces.get(key);
}

export const momentOf = (message) => new Date(Number(message.ts) * 1000);

export const nameOf = (message) => message.username ?? store.people.get(message.user)?.name ?? message.user;

const isApp = (message) => Boolean(message.bot_id);

function body(message, ctx, changed) {
  const own = message.blocks?.length
    ? blocks(message.blocks, { ...ctx, surface: surfaceOf(message, changed) })
    : h("div", { class: "prose" }, mrkdwn(message.text ?? "", ctx));
  const attached = (message.attachments ?? []).map((each) =>
    h(
      "div",
      { class: "attachment" },
      each.blocks
        ? blocks(each.blocks, { ...ctx, surface: surfaceOf(message, changed) })
        : h(
            "div",
            { class: "prose" },
            each.title && h("strong", {}, each.title),
            mrkdwn(each.text ?? each.fallback ?? "", ctx),
          ),
    ),
  );
  const files = (message.files ?? []).map((file) =>
    h("div", { class: "file-card" }, icon("file"), h("span", {}, file.title ?? file.name ?? file.id)),
  );
  return h("div", { class: "message-body" }, own, attached, files);
}

async function react(message, name) {
  const answer = await act("react", { message: { channel: message.channel, ts: message.ts }, name });
  if (!answer.ok) say(answer.error === "already_reacted" ? "You have already said that." : answer.error);
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map((each) =>
      h(
        "button",
        {
          type: "button",
          class: `reaction${each.users.includes(store.me) ? " mine" : ""}`,
          key: each.name,
          "aria-label": `${each.name.replaceAll("_", " ")}: ${each.users.map((id) => store.people.get(id)?.name ?? id).join(", ")}`,
          onclick: () => react(message, each.name),
        },
        emojiFor(each.name) ?? `:${each.name}:`,
        " ",
        each.count,
      ),
    ),
  );
}

function answers(message, openThread) {
  if (!message.answers || !openThread) return null;
  const { count, people, latest } = message.answers;
  return h(
    "button",
    { type: "button", class: "answers", onclick: () => openThread(message.ts) },
    people.map((id) => avatar(store.people.get(id), "xs")),
    h("b", {}, `${count} ${count === 1 ? "reply" : "replies"}`),
    h("span", {}, `last ${time(new Date(Number(latest) * 1000), context().zone)}`),
  );
}

function tools(message, openThread) {
  if (message.ephemeral || message.subtype?.startsWith("channel_")) return null;
  const pickEmoji = (event) =>
    openPicker(event.currentTarget, {
      label: "React with",
      items: () =>
        QUICK.map((name) => ({
          value: name,
          label: name.replaceAll("_", " "),
          face: () => h("span", { class: "emoji" }, emojiFor(name)),
        })),
      search: false,
      pick: (item) => react(message, item.value),
    });
  const shortcuts = (store.app?.shortcuts ?? []).filter((each) => each.kind === "message");
  const more = (event) =>
    openMenu(
      event.currentTarget,
      shortcuts.map((each) => ({
        label: each.name,
        detail: store.app.name,
        icon: "app",
        run: () =>
          act("shortcut", { callback_id: each.callback_id, message: { channel: message.channel, ts: message.ts } }),
      })),
      "Shortcuts",
    );
  return h(
    "div",
    { class: "tools", role: "toolbar", "aria-label": `Message from ${nameOf(message)}` },
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "React",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        onclick: pickEmoji,
      },
      icon("smile"),
    ),
    openThread &&
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "Reply in thread",
          onclick: () => openThread(message.ts),
        },
        icon("thread"),
      ),
    shortcuts.length > 0 &&
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "More actions",
          "aria-haspopup": "menu",
          "aria-expanded": "false",
          onclick: more,
        },
        icon("more"),
      ),
  );
}

function systemLine(message, ctx) {
  const said = message.text.startsWith("<@")
    ? mrkdwn(message.text, ctx)
    : [h("b", {}, nameOf(message)), " ", mrkdwn(message.text, ctx)];
  return h(
    "li",
    { class: "row system", key: message.ts },
    h("span", { class: "prose" }, said),
    h("time", { class: "when" }, time(momentOf(message), ctx.zone)),
  );
}

export function messageRow({ message, follows }, { openThread, changed }) {
  const ctx = context(null);
  if (/^(channel|group|pinned)_/.test(message.subtype ?? "")) return systemLine(message, ctx);
  const when = momentOf(message);
  const person = store.people.get(message.user);
  const at = h(
    "time",
    { class: "when", datetime: when.toISOString(), title: fullMoment(when, ctx.zone) },
    time(when, ctx.zone),
  );
  const pinned = message.pinned_to?.length > 0;
  const look = `row message${follows ? " follows" : ""}${message.ephemeral ? " only-me" : ""}${pinned ? " pinned" : ""}`;
  return h(
    "li",
    { class: look, key: message.ts, "data-ts": message.ts },
    message.ephemeral && h("p", { class: "mark" }, icon("eye"), "Only visible to you"),
    pinned && h("p", { class: "mark" }, icon("pin"), "Pinned"),
    h("div", { class: "gutter" }, follows ? at : avatar(isApp(message) ? { is_bot: true } : person)),
    h(
      "article",
      { class: "message-main", "aria-label": `${nameOf(message)}, ${time(when, ctx.zone)}` },
      !follows &&
        h(
          "div",
          { class: "who" },
          h("b", {}, nameOf(message)),
          isApp(message) && h("span", { class: "badge" }, "App"),
          at,
        ),
      body(message, ctx, changed),
      message.edited &&
        h(
          "span",
          { class: "edited", title: fullMoment(new Date(Number(message.edited.ts) * 1000), ctx.zone) },
          "(edited)",
        ),
      reactions(message),
      answers(message, openThread),
    ),
    tools(message, openThread),
  );
}

export function dayRow({ key, date }) {
  const ctx = context(null);
  return h("li", { class: "row day", key }, h("span", {}, dayName(date, ctx.now(), ctx.zone)));
}

export const newRow = ({ key }) => h("li", { class: "row new", key }, h("span", {}, "New"));

/** What a screen reader is told of a message. */
export const spoken = (message) =>
  `${nameOf(message)}: ${withEmoji(message.text ?? "")
    .replace(/<[^>]*\|([^>]*)>|[*_~`]/g, "$1")
    .slice(0, 200)}`;
