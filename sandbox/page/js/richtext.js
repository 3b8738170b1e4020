// Rich text blocks: sections, lists, quotes and code made of styled words.

import { h } from "./dom.js";
import { emojiFor } from "./emoji.js";
import { broadcast, channelMention, dateNode, groupMention, link, personMention } from "./mrkdwn.js";

const TAGS = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function dress(node, style) {
  return Object.entries(TAGS).reduce((inner, [name, tag]) => (style?.[name] ? h(tag, {}, inner) : inner), node);
}

function lines(text) {
  return text.split("\n").flatMap((line, n) => (n ? [h("br"), line] : [line]));
}

const WORDS = {
  text: (word) => lines(word.text),
  link: (word) => link(word.url, word.text),
  emoji: (word) => h("span", { class: "emoji", role: "img", "aria-label": word.name }, emojiOf(word)),
  user: (word, ctx) => personMention(word.user_id, ctx),
  channel: (word, ctx) => channelMention(word.channel_id, ctx),
  usergroup: (word, ctx) => groupMention(word.usergroup_id, ctx),
  broadcast: (word) => broadcast(word.range),
  date: (word, ctx) => dateNode(word.timestamp, word.format, ctx, word.url, false),
  color: (word) => [
    h("span", { class: "swatch", style: `background:${CSS.supports("color", word.value) ? word.value : "none"}` }),
    word.value,
  ],
};

function emojiOf(word) {
  if (word.unicode) return String.fromCodePoint(...word.unicode.split("-").map((code) => parseInt(code, 16)));
  return emojiFor(word.name, word.skin_tone) ?? `:${word.name}:`;
}

const words = (elements, ctx) =>
  (elements ?? []).map((word) => dress(WORDS[word.type]?.(word, ctx) ?? word.text ?? "", word.style));

const PARTS = {
  rich_text_section: (part, ctx) => h("div", { class: "rt-section" }, words(part.elements, ctx)),
  rich_text_quote: (part, ctx) => h("blockquote", {}, words(part.elements, ctx)),
  rich_text_preformatted: (part, ctx) => h("pre", {}, h("code", {}, words(part.elements, ctx))),
  rich_text_list: (part, ctx) =>
    h(
      part.style === "ordered" ? "ol" : "ul",
      {
        class: `rt-list level-${(part.indent ?? 0) % 3}`,
        style: `margin-left:${(part.indent ?? 0) * 1.5}em`,
        start: part.offset ? part.offset + 1 : null,
      },
      part.elements.map((item) => h("li", {}, words(item.elements, ctx))),
    ),
};

export const richText = (block, ctx) =>
  h(
    "div",
    { class: "richtext" },
    (block.elements ?? []).map((part) => PARTS[part.type]?.(part, ctx)),
  );

/** The words alone, for places where nothing else fits. */
export function richTextWords(block) {
  const said = (part) => part.text ?? part.name ?? (part.elements ?? []).map(said).join("");
  return (block?.elements ?? []).map(said).join("\n");
}

/** What somebody typed, as the rich text that an app receives. */
export const asRichText = (text) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: text ? [{ type: "text", text }] : [] }],
});
