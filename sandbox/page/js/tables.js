// The table and data_table blocks.

import { h } from "./dom.js";
import { richText } from "./richtext.js";

const cell = (value, ctx) => (value.type === "rich_text" ? richText(value, ctx) : (value.text ?? String(value.value)));

export function table(block, ctx) {
  const settings = block.column_settings ?? [];
  const [head, ...rows] = block.rows;
  const look = (n) => `align-${settings[n]?.align ?? "left"}${settings[n]?.is_wrapped ? " wrapped" : ""}`;
  const caption = block.caption && h("caption", {}, block.caption);
  return h(
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": block.caption ?? "Table" },
    h(
      "table",
      { class: "table" },
      caption,
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((value, n) => h("th", { scope: "col", class: look(n) }, cell(value, ctx))),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((value, n) => h("td", { class: look(n) }, cell(value, ctx))),
          ),
        ),
      ),
    ),
  );
}
