// The markdown block: standard Markdown, as much of it as Slack draws.

import { h } from "./dom.js";
import { link } from "./mrkdwn.js";
import { withEmoji } from "./emoji.js";

const INLINE = [
  [/`([^`]+)`/, (m) => h("code", {}, m[1])],
  [/!?\[([^\]]+)\]\(([^)\s]+)\)/, (m) => link(m[2], m[1])],
  [/(\*\*|__)(?=\S)([\s\S]*?\S)\1/, (m) => h("strong", {}, inline(m[2]))],
  [/(\*|_)(?=\S)([\s\S]*?\S)\1(?!\w)/, (m) => h("em", {}, inline(m[2]))],
  [/~~(?=\S)([\s\S]*?\S)~~/, (m) => h("s", {}, inline(m[1]))],
  [/https?:\/\/[^\s<>)]+/, (m) => link(m[0])],
];

function inline(text) {
  const found = INLINE.map(([pattern, make]) => ({ m: pattern.exec(text), make }))
    .filter(({ m }) => m)
    .sort((a, b) => a.m.index - b.m.index)[0];
  if (!found) return [withEmoji(text)];
  const { m, make } = found;
  return [withEmoji(text.slice(0, m.index)), make(m), ...inline(text.slice(m.index + m[0].length))];
}

const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => inline(cell.trim()));

function tableOf(lines) {
  const [head, , ...rows] = lines;
  return h(
    "div",
    { class: "table-scroll" },
    h(
      "table",
      { class: "table" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          cells(head).map((cell) => h("th", {}, cell)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            cells(row).map((cell) => h("td", {}, cell)),
          ),
        ),
      ),
    ),
  );
}

const KINDS = [
  ["code", /^```/],
  ["heading", /^#{1,6} /],
  ["quote", /^> ?/],
  ["bullets", /^\s*[-*+] /],
  ["numbers", /^\s*\d+[.)] /],
  ["table", /^\s*\|/],
  ["rule", /^(-{3,}|\*{3,})\s*$/],
];
const kindOf = (line) => (line.trim() ? (KINDS.find(([, pattern]) => pattern.test(line))?.[0] ?? "text") : "blank");

const items = (lines, pattern) =>
  lines.map((line) => {
    const said = line.replace(pattern, "");
    const box = /^\[([ xX])\] /.exec(said);
    return h("li", {}, box ? [box[1] === " " ? "☐ " : "☑ ", inline(said.slice(4))] : inline(said));
  });

const MAKE = {
  heading: (lines) =>
    lines.map((line) =>
      h(`h${Math.min(6, /^#+/.exec(line)[0].length + 2)}`, { class: "md-heading" }, inline(line.replace(/^#+ /, ""))),
    ),
  quote: (lines) => h("blockquote", {}, inline(lines.map((line) => line.replace(/^> ?/, "")).join("\n"))),
  bullets: (lines) => h("ul", {}, items(lines, /^\s*[-*+] /)),
  numbers: (lines) => h("ol", {}, items(lines, /^\s*\d+[.)] /)),
  table: (lines) => (lines.length > 1 ? tableOf(lines) : h("p", {}, inline(lines[0]))),
  rule: () => h("hr"),
  blank: () => null,
  text: (lines) =>
    h(
      "p",
      {},
      lines.flatMap((line, n) => (n ? [h("br"), ...inline(line)] : inline(line))),
    ),
};

export function markdown(source) {
  const lines = source.split("\n");
  const out = [];
  while (lines.length) {
    const kind = kindOf(lines[0]);
    const run = [lines.shift()];
    if (kind === "code") {
      run.pop();
      while (lines.length && !lines[0].startsWith("```")) run.push(lines.shift());
      lines.shift();
      out.push(h("pre", {}, h("code", {}, run.join("\n"))));
      continue;
    }
    while (kind !== "heading" && lines.length && kindOf(lines[0]) === kind) run.push(lines.shift());
    out.push(MAKE[kind](run));
  }
  return out;
}
