// Block elements that are filled in. Each is drawn from the value that the surface holds and sets it there.

import { h, icon } from "./dom.js";
import { common } from "./control.js";
import { plain, text } from "./mrkdwn.js";
import { datepicker, datetimepicker, timepicker } from "./pickers.js";
import { asRichText, richTextWords } from "./richtext.js";
import { select } from "./selects.js";

function typed(element, block, ctx, how) {
  const value = ctx.surface.value(block, element) ?? "";
  const many = element.multiline || element.type === "rich_text_input";
  const shown = element.type === "rich_text_input" ? richTextWords(value || null) : value;
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const kind = { number_input: "text", email_text_input: "email", url_text_input: "url" }[element.type] ?? "text";
  const read = (target) => (element.type === "rich_text_input" ? asRichText(target.value) : target.value);
  const count =
    element.max_length &&
    h(
      "span",
      {
        class: `count${shown.length > element.max_length ? " over" : ""}`,
        id: `${ctx.idOf(block, element)}-count`,
        "aria-hidden": "true",
      },
      `${shown.length} of ${element.max_length}`,
    );
  const oninput = (event) => {
    ctx.surface.set(block, element, read(event.target));
    const counter = event.target.parentElement.querySelector(".count");
    if (counter) {
      counter.textContent = `${event.target.value.length} of ${element.max_length}`;
      counter.classList.toggle("over", event.target.value.length > element.max_length);
    }
    if (how.tell && when.includes("on_character_entered")) how.tell(read(event.target), event.target);
  };
  const onkeydown = (event) => {
    if (event.key !== "Enter" || event.isComposing || (many && !event.metaKey && !event.ctrlKey)) return;
    if (how.tell && when.includes("on_enter_pressed")) {
      event.preventDefault();
      how.tell(read(event.target), event.target);
    }
  };
  const { "aria-labelledby": _, ...props } = common(element, block, ctx, how);
  const rest = { ...props, class: "input", placeholder: plain(element.placeholder) || null, oninput, onkeydown };
  const control = many
    ? h("textarea", { ...rest, rows: element.min_lines ?? 4 })
    : h("input", {
        ...rest,
        type: kind,
        inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null,
        autocomplete: "off",
      });
  control.value = shown;
  return h("div", { class: "field-box" }, control, count);
}

function choices(element, block, ctx, how) {
  const many = element.type === "checkboxes";
  const held = ctx.surface.value(block, element);
  const on = new Set((many ? (held ?? []) : held ? [held] : []).map((each) => each.value));
  const {
    id,
    "aria-label": label,
    "aria-labelledby": by,
    "aria-describedby": described,
    "aria-invalid": invalid,
  } = common(element, block, ctx, how);
  const change = (event) => {
    const option = element.options.find((each) => each.value === event.target.value);
    const box = event.target.closest("[role]");
    const now = many
      ? element.options.filter((each) =>
          [...box.querySelectorAll("input:checked")].some((input) => input.value === each.value),
        )
      : option;
    ctx.surface.set(block, element, now);
    how.tell?.(now, event.target);
  };
  const item = (option, n) => {
    const input = h("input", {
      type: many ? "checkbox" : "radio",
      id: `${id}-${n}`,
      name: id,
      value: option.value,
      onchange: change,
    });
    input.checked = on.has(option.value);
    return h(
      "label",
      { class: "choice", key: option.value },
      input,
      h("span", {}, text(option.text, ctx), option.description && h("small", {}, text(option.description, ctx))),
    );
  };
  return h(
    "div",
    {
      class: "choices",
      id,
      role: many ? "group" : "radiogroup",
      "aria-label": label,
      "aria-labelledby": by && `${id}-label`,
      "aria-describedby": described,
      "aria-invalid": invalid,
      tabindex: "-1",
    },
    element.options.map(item),
  );
}

function files(element, block, ctx, how) {
  const held = ctx.surface.value(block, element) ?? [];
  const { "aria-labelledby": _, ...props } = common(element, block, ctx, how);
  const accept = element.filetypes?.map((name) => `.${name}`).join(",");
  const onchange = async (event) => ctx.surface.set(block, element, await ctx.surface.upload([...event.target.files]));
  return h(
    "div",
    { class: "field-box" },
    h("input", {
      ...props,
      class: "file",
      type: "file",
      multiple: (element.max_files ?? 10) > 1,
      accept: accept ?? null,
      onchange,
    }),
    held.length > 0 &&
      h(
        "ul",
        { class: "file-list" },
        held.map((file) => h("li", {}, icon("file"), file.name ?? file.id ?? file)),
      ),
  );
}

const INPUTS = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: typed,
  checkboxes: choices,
  radio_buttons: choices,
  datepicker,
  timepicker,
  datetimepicker,
  file_input: files,
};

/** `how` says who is told at once (`tell`), the control's name if no label names it, and whether it is `invalid`. */
export function inputs(element, block, ctx, how = {}) {
  if (element.type.endsWith("_select")) return select(element, block, ctx, how, common(element, block, ctx, how));
  return INPUTS[element.type]?.(element, block, ctx, how) ?? h("span", { class: "unknown" }, element.type);
}
