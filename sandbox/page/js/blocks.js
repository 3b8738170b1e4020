// Every block of Block Kit, from its JSON to what one sees.

import { dataVisualization } from "./charts.js";
import { h, icon } from "./dom.js";
import { element, image } from "./elements.js";
import { inputs } from "./inputs.js";
import { press } from "./elements.js";
import { markdown } from "./markdown.js";
import { link, plain, text } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { table } from "./tables.js";
import { withEmoji } from "./emoji.js";

const WIDE = new Set(["checkboxes", "radio_buttons"]);

function section(block, ctx) {
  const fields =
    block.fields &&
    h(
      "div",
      { class: "fields" },
      block.fields.map((each) => h("div", { class: "field" }, text(each, ctx))),
    );
  const side = block.accessory;
  const look = side
    ? ` has-side side-${side.type === "image" ? "image" : WIDE.has(side.type) ? "wide" : "control"}`
    : "";
  return h(
    "div",
    { class: `section${look}` },
    h("div", { class: "section-text" }, block.text && h("div", { class: "prose" }, text(block.text, ctx)), fields),
    side && h("div", { class: "section-side" }, element(side, block, ctx)),
  );
}

function input(block, ctx) {
  const each = block.element;
  const id = ctx.idOf(block, each);
  const wrong = (ctx.errors ?? ctx.surface.errors)[block.block_id];
  const group = WIDE.has(each.type);
  const label = [plain(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  const tell = block.dispatch_action ? (value, control) => press(control, block, each, ctx, value) : null;
  return h(
    "div",
    { class: `input-block${wrong ? " wrong" : ""}` },
    h(group ? "span" : "label", { class: "label", id: `${id}-label`, for: group ? null : id }, label),
    inputs(each, block, ctx, { tell, invalid: Boolean(wrong) }),
    h("div", { class: "error", id: `${id}-error` }, wrong && [icon("alert"), withEmoji(wrong)]),
    h("div", { class: "hint", id: `${id}-hint` }, block.hint && plain(block.hint)),
  );
}

function context(block, ctx) {
  return h(
    "div",
    { class: "context" },
    block.elements.map((each) =>
      each.type === "image" ? image(each, "tiny") : h("span", { class: "context-text" }, text(each, ctx)),
    ),
  );
}

function picture(block) {
  return h(
    "figure",
    { class: "figure" },
    block.title && h("figcaption", {}, plain(block.title)),
    image(block, "large"),
  );
}

function video(block) {
  return h(
    "figure",
    { class: "video" },
    h(
      "figcaption",
      {},
      block.provider_name && h("small", {}, block.provider_name),
      block.author_name && h("small", {}, block.author_name),
      h("strong", {}, link(block.title_url ?? block.video_url, plain(block.title))),
      block.description && h("span", {}, plain(block.description)),
    ),
    h(
      "a",
      {
        href: block.video_url,
        target: "_blank",
        rel: "noopener noreferrer",
        class: "video-frame",
        "aria-label": `Play ${plain(block.title)}`,
      },
      image({ image_url: block.thumbnail_url, alt_text: block.alt_text }, "large"),
      icon("play"),
    ),
  );
}

const file = (block) =>
  h("div", { class: "file-card" }, icon("file"), h("span", {}, "Remote file"), h("code", {}, block.external_id));

function card(block, ctx) {
  return h(
    "article",
    { class: "card" },
    block.hero_image && image(block.hero_image, "hero"),
    h(
      "div",
      { class: "card-text" },
      block.icon && image(block.icon, "tiny"),
      block.title && h("strong", {}, text(block.title, ctx)),
      block.subtitle && h("small", {}, text(block.subtitle, ctx)),
      block.body && h("div", { class: "prose" }, text(block.body, ctx)),
    ),
    block.actions &&
      h(
        "div",
        { class: "actions" },
        block.actions.map((each) => element(each, block, ctx)),
      ),
  );
}

const STATUS = {
  pending: ["clock", "waiting"],
  in_progress: ["refresh", "under way"],
  complete: ["check", "done"],
  error: ["alert", "failed"],
};

function task(block, ctx) {
  const [symbol, said] = STATUS[block.status] ?? STATUS.pending;
  return h(
    "details",
    { class: `task ${block.status}` },
    h("summary", {}, icon(symbol, said), withEmoji(block.title)),
    block.details && richText(block.details, ctx),
    block.output && richText(block.output, ctx),
    block.sources &&
      h(
        "ul",
        {},
        block.sources.map((each) => h("li", {}, link(each.url, each.text))),
      ),
  );
}

function container(block, ctx) {
  const head = [
    block.icon && image(block.icon, "tiny"),
    h("strong", {}, block.title ? plain(block.title) : richText(block.rich_text_title ?? { elements: [] }, ctx)),
    block.subtitle && h("small", {}, text(block.subtitle, ctx)),
  ];
  const body = blocks(block.child_blocks, ctx);
  if (!block.is_collapsible)
    return h("section", { class: "container" }, h("div", { class: "container-head" }, head), body);
  return h(
    "details",
    { class: "container", open: block.default_collapsed ? null : true },
    h("summary", { class: "container-head" }, head),
    body,
  );
}

const BLOCKS = {
  section,
  input,
  context,
  video,
  file,
  card,
  container,
  image: picture,
  rich_text: richText,
  table,
  data_table: table,
  task_card: task,
  data_visualization: dataVisualization,
  header: (block) => h("h3", { class: "header" }, plain(block.text)),
  divider: () => h("hr"),
  actions: (block, ctx) =>
    h(
      "div",
      { class: "actions" },
      block.elements.map((each) => element(each, block, ctx)),
    ),
  context_actions: (block, ctx) =>
    h(
      "div",
      { class: "actions quiet" },
      block.elements.map((each) => element(each, block, ctx)),
    ),
  markdown: (block) => h("div", { class: "prose markdown" }, markdown(block.text)),
  alert: (block, ctx) =>
    h(
      "div",
      { class: `alert ${block.level ?? "default"}`, role: "note" },
      icon("alert"),
      h("div", {}, text(block.text, ctx)),
    ),
  carousel: (block, ctx) =>
    h(
      "div",
      { class: "carousel", tabindex: "0", role: "region", "aria-label": "Cards" },
      block.elements.map((each) => card(each, ctx)),
    ),
  plan: (block, ctx) =>
    h(
      "section",
      { class: "container" },
      h("div", { class: "container-head" }, h("strong", {}, withEmoji(block.title))),
      (block.tasks ?? []).map((each) => task(each, ctx)),
    ),
};

const labelOf = (block) =>
  block.text
    ? plain(block.text)
        .replace(/[*_~`]/g, "")
        .slice(0, 80)
    : "Choose";

/** All blocks of a message, a modal or a Home tab. `ctx.surface` holds their values and tells the app. */
export function blocks(list, ctx) {
  const idOf = (block, each) => `${ctx.surface.id}-${block.block_id}-${each.action_id}`.replace(/\s/g, "_");
  const inner = { ...ctx, idOf, labelOf };
  return h(
    "div",
    { class: "blocks" },
    list.map((block, n) =>
      h(
        "div",
        { class: `block block-${block.type}`, key: block.block_id ?? `n${n}` },
        BLOCKS[block.type] ? BLOCKS[block.type](block, inner) : h("p", { class: "unknown" }, `A ${block.type} block`),
      ),
    ),
  );
}
