// Slack's mrkdwn: *bold* _italic_ ~strike~ `code` > quote, mentions, links and dates between < and >, :emoji:.

import { h } from "./dom.js";
import { slackDate, fullMoment } from "./dates.js";
import { emojiFor, EMOJI, withEmoji } from "./emoji.js";

const OPEN = "\uE000";
const SHUT = "\uE001";

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const emoji = (name, char) => h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, char);

export function link(url, label) {
  const safe = /^(https?|mailto|tel):/i.test(url);
  return h("a", { class: "link", href: safe ? url : null, target: "_blank", rel: "noopener noreferrer" }, label || url);
}

export function personMention(id, ctx, fallback) {
  const name = ctx.person(id)?.name ?? fallback ?? id;
  return h("span", { class: `mention${id === ctx.me ? " is-me" : ""}` }, `@${name}`);
}

export function channelMention(id, ctx, fallback) {
  const known = ctx.channel(id);
  const name = known?.name ?? fallback;
  if (!name) return h("span", { class: "mention" }, "#private-channel");
  if (!known) return h("span", { class: "mention" }, `#${name}`);
  return h("button", { class: "mention", type: "button", onclick: () => ctx.openChannel?.(id) }, `#${name}`);
}

export function groupMention(id, ctx, fallback) {
  return h("span", { class: "mention" }, `@${ctx.group(id)?.handle ?? (fallback || id).replace(/^@/, "")}`);
}

export const broadcast = (range) => h("span", { class: "mention is-me" }, `@${range}`);

export function dateNode(seconds, pattern, ctx, url, first) {
  const date = new Date(seconds * 1000);
  const filled = slackDate(seconds, pattern, { now: ctx.now(), zone: ctx.zone });
  const said = first ? filled[0].toUpperCase() + filled.slice(1) : filled;
  const node = h("time", { datetime: date.toISOString(), title: fullMoment(date, ctx.zone) }, said);
  return url ? link(url, node) : node;
}

function angle(inside, ctx, first) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inside.slice(bar + 1));
  if (target.startsWith("@")) return personMention(target.slice(1), ctx, label);
  if (target.startsWith("#")) return channelMention(target.slice(1), ctx, label);
  if (target.startsWith("!date^")) {
    const [, seconds, pattern, url] = target.split("^");
    if (!Number.isFinite(Number(seconds)) || !pattern) return label || target;
    return dateNode(Number(seconds), unescape(pattern), ctx, url, first);
  }
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), ctx, label);
  if (/^!(here|channel|everyone)$/.test(target)) return broadcast(target.slice(1));
  if (target.startsWith("!")) return label || target;
  return link(unescape(target), label ? withEmoji(label) : "");
}

const STYLES = [
  [/(^|[^\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])/u, "strong"],
  [/(^|[^\w])_(\S(?:[^_\n]*\S)?)_(?!\w)/u, "em"],
  [/(^|[^\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])/u, "s"],
];

function styled(text, atoms, out = []) {
  let first = null;
  for (const [pattern, tag] of STYLES) {
    const found = pattern.exec(text);
    if (found && (!first || found.index + found[1].length < first.at)) {
      first = { at: found.index + found[1].length, end: found.index + found[0].length, inner: found[2], tag };
    }
  }
  if (!first) return words(text, atoms, out);
  words(text.slice(0, first.at), atoms, out);
  out.push(h(first.tag, {}, styled(first.inner, atoms)));
  return styled(text.slice(first.end), atoms, out);
}

const BARE = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

function words(text, atoms, out) {
  for (const piece of text.split(/(\uE000\d+\uE001)/)) {
    if (piece.startsWith(OPEN)) {
      out.push(atoms[Number(piece.slice(1, -1))]());
      continue;
    }
    let last = 0;
    const rest = unescape(piece);
    const marks = [...rest.matchAll(EMOJI), ...rest.matchAll(BARE)].sort((a, b) => a.index - b.index);
    for (const mark of marks) {
      if (mark.index < last) continue;
      const node = mark[0].startsWith("http") ? link(mark[0]) : emojiFor(mark[1], mark[2] && Number(mark[2]));
      if (!node) continue;
      out.push(rest.slice(last, mark.index), typeof node === "string" ? emoji(mark[1], node) : node);
      last = mark.index + mark[0].length;
    }
    out.push(rest.slice(last));
  }
  return out;
}

const FIRST = /(^|\n)[\s*_~•]*$/;

function inline(text, ctx) {
  const atoms = [];
  const keep = (make) => `${OPEN}${atoms.push(make) - 1}${SHUT}`;
  const marked = text
    .replace(/[\uE000\uE001]/g, "")
    .replace(/`([^`\n]+)`/g, (_, code) =>
      keep(() => h("code", {}, unescape(code.replace(/<(?:[^|>]*\|)?([^>]*)>/g, "$1")))),
    )
    .replace(/<([^<>\n]+)>/g, (_, inside, at, whole) => keep(() => angle(inside, ctx, FIRST.test(whole.slice(0, at)))));
  const out = [];
  marked.split("\n").forEach((line, n) => {
    if (n) out.push(h("br"));
    out.push(styled(line, atoms));
  });
  return out;
}

const isQuote = (line) => /^(&gt;|>)/.test(line);
const unquote = (line) => line.replace(/^(&gt;|>) ?/, "");

function paragraphs(text, ctx) {
  const rest = /(^|\n)(?:&gt;|>){3} ?([\s\S]*)$/.exec(text);
  if (rest) {
    const before = text.slice(0, rest.index);
    return [before && paragraphs(before, ctx), h("blockquote", {}, inline(rest[2], ctx))];
  }
  const out = [];
  const lines = text.split("\n");
  while (lines.length) {
    const quoted = isQuote(lines[0]);
    const run = [];
    while (lines.length && isQuote(lines[0]) === quoted) run.push(lines.shift());
    const content = run.map((line) => (quoted ? unquote(line) : line)).join("\n");
    if (quoted) out.push(h("blockquote", {}, inline(content, ctx)));
    else out.push(inline(content, ctx));
  }
  return out;
}

/** The nodes of a mrkdwn text. `ctx` knows people, channels, groups, the reader's zone and the time. */
export function mrkdwn(text, ctx) {
  return text.split(/```\n?([\s\S]*?)\n?```\n?/).map((part, n) => {
    if (n % 2) return h("pre", {}, h("code", {}, unescape(part)));
    return part && paragraphs(part.replace(/\n$/, ""), ctx);
  });
}

/** A text object: mrkdwn or plain. */
export function text(object, ctx) {
  if (!object) return null;
  if (object.type === "mrkdwn") return mrkdwn(object.text, ctx);
  return plain(object);
}

export const plain = (object) =>
  object ? (object.emoji === false ? unescape(object.text) : withEmoji(unescape(object.text))) : "";
