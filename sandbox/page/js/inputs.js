// Block elements that are filled in. Each is drawn from the value that the surface holds and sets it there.

import { h, icon } from "./dom.js";
import { dayLabel, openCalendar } from "./calendar.js";
import { dayOf, instant, timeOfDay } from "./dates.js";
import { plain, text } from "./mrkdwn.js";
import { openPicker } from "./picker.js";
import { asRichText, richTextWords } from "./richtext.js";
import { nameFor, select } from "./selects.js";

/** What every control has: its id, its names, and whether something is wrong with it. */
function common(element, block, ctx, { label, invalid }) {
  const id = ctx.idOf(block, element);
  return {
    id, "data-action": element.action_id,
    "aria-label": label ?? null, "aria-labelledby": label ? null : `${id}-label ${id}`,
    "aria-invalid": invalid ? "true" : null,
    "aria-describedby": label ? null : `${id}-error ${id}-hint`,
    autofocus: element.focus_on_load ? true : null,
  };
}

function typed(element, block, ctx, how) {
  const value = ctx.surface.value(block, element) ?? "";
  const many = element.multiline || element.type === "rich_text_input";
  const shown = element.type === "rich_text_input" ? richTextWords(value || null) : value;
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const kind = { number_input: "text", email_text_input: "email", url_text_input: "url" }[element.type] ?? "text";
  const read = (target) => (element.type === "rich_text_input" ? asRichText(target.value) : target.value);
  const count = element.max_length && h("span", { class: `count${shown.length > element.max_length ? " over" : ""}`, id: `${ctx.idOf(block, element)}-count`, "aria-hidden": "true" }, `${shown.length} of ${element.max_length}`);
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
  const control = many ? h("textarea", { ...rest, rows: element.min_lines ?? 4 })
    : h("input", { ...rest, type: kind, inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null, autocomplete: "off" });
  control.value = shown;
  return h("div", { class: "field-box" }, control, count);
}

function choices(element, block, ctx, how) {
  const many = element.type === "checkboxes";
  const held = ctx.surface.value(block, element);
  const on = new Set((many ? held ?? [] : held ? [held] : []).map((each) => each.value));
  const { id, "aria-label": label, "aria-labelledby": by, "aria-describedby": described, "aria-invalid": invalid } = common(element, block, ctx, how);
  const change = (event) => {
    const option = element.options.find((each) => each.value === event.target.value);
    const box = event.target.closest("[role]");
    const now = many ? element.options.filter((each) => [...box.querySelectorAll("input:checked")].some((input) => input.value === each.value)) : option;
    ctx.surface.set(block, element, now);
    how.tell?.(now, event.target);
  };
  const item = (option, n) => {
    const input = h("input", { type: many ? "checkbox" : "radio", id: `${id}-${n}`, name: id, value: option.value, onchange: change });
    input.checked = on.has(option.value);
    return h("label", { class: "choice", key: option.value }, input, h("span", {}, text(option.text, ctx), option.description && h("small", {}, text(option.description, ctx))));
  };
  return h("div", { class: "choices", id, role: many ? "group" : "radiogroup", "aria-label": label, "aria-labelledby": by && `${id}-label`, "aria-describedby": described, "aria-invalid": invalid, tabindex: "-1" }, element.options.map(item));
}

function trigger(props, look, shown, placeholder, onclick) {
  return h("button", { ...props, "aria-label": nameFor(props["aria-label"], shown || placeholder), class: "select", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", onclick },
    icon(look), h("span", { class: shown ? "select-text" : "select-text empty" }, shown || placeholder));
}

const clockLabel = (time) => {
  const [hour, minute] = time.split(":").map(Number);
  return `${hour % 12 || 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
};

function times(query) {
  const every = Array.from({ length: 48 }, (_, n) => `${String(n >> 1).padStart(2, "0")}:${n % 2 ? "30" : "00"}`);
  const typedIn = /^\s*(\d{1,2})(?::(\d\d))?\s*([ap])?/i.exec(query);
  const listed = every.map((value) => ({ value, label: clockLabel(value) }));
  if (!typedIn) return listed;
  const hours = (Number(typedIn[1]) % (typedIn[3] ? 12 : 24)) + (/p/i.test(typedIn[3] ?? "") ? 12 : 0);
  const said = `${String(hours).padStart(2, "0")}:${typedIn[2] ?? "00"}`;
  return [{ value: said, label: clockLabel(said) }, ...listed.filter((each) => each.value !== said && each.value.startsWith(said.slice(0, 3)))];
}

function pickDay(anchor, chosen, ctx, label, pick) {
  openCalendar(anchor, { chosen, today: dayOf(ctx.now(), ctx.zone), label, pick });
}

function pickTime(anchor, chosen, label, pick) {
  openPicker(anchor, { items: times, chosen: new Set([chosen]), label, pick: (item) => pick(item.value) });
}

function datepicker(element, block, ctx, how) {
  const held = ctx.surface.value(block, element);
  const pick = (anchor) => (day) => { ctx.surface.set(block, element, day); how.tell?.(day, anchor); };
  return trigger(common(element, block, ctx, how), "calendar", held && dayLabel(held), plain(element.placeholder) || "Choose a date",
    (event) => pickDay(event.currentTarget, held, ctx, how.label ?? "Choose a date", pick(event.currentTarget)));
}

function timepicker(element, block, ctx, how) {
  const held = ctx.surface.value(block, element);
  const pick = (anchor) => (time) => { ctx.surface.set(block, element, time); how.tell?.(time, anchor); };
  return trigger(common(element, block, ctx, how), "clock", held && clockLabel(held), plain(element.placeholder) || "Choose a time",
    (event) => pickTime(event.currentTarget, held, how.label ?? "Choose a time", pick(event.currentTarget)));
}

function datetimepicker(element, block, ctx, how) {
  const held = ctx.surface.value(block, element);
  const date = held ? new Date(held * 1000) : null;
  const day = date && dayOf(date, ctx.zone);
  const time = date ? timeOfDay(date, ctx.zone) : "09:00";
  const set = (newDay, newTime, anchor) => {
    const seconds = Math.floor(instant(newDay, newTime, ctx.zone) / 1000);
    ctx.surface.set(block, element, seconds);
    how.tell?.(seconds, anchor);
  };
  const props = common(element, block, ctx, how);
  return h("div", { class: "pair" },
    trigger(props, "calendar", day && dayLabel(day), "Choose a date", ({ currentTarget: anchor }) => pickDay(anchor, day, ctx, "Choose a date", (chosen) => set(chosen, time, anchor))),
    trigger({ ...props, id: `${props.id}-time`, "aria-labelledby": null, "aria-label": "Time" }, "clock", date && clockLabel(time), "Time",
      ({ currentTarget: anchor }) => pickTime(anchor, time, "Choose a time", (chosen) => set(day ?? dayOf(ctx.now(), ctx.zone), chosen, anchor))));
}

function files(element, block, ctx, how) {
  const held = ctx.surface.value(block, element) ?? [];
  const { "aria-labelledby": _, ...props } = common(element, block, ctx, how);
  const accept = element.filetypes?.map((name) => `.${name}`).join(",");
  const onchange = async (event) => ctx.surface.set(block, element, await ctx.surface.upload([...event.target.files]));
  return h("div", { class: "field-box" },
    h("input", { ...props, class: "file", type: "file", multiple: (element.max_files ?? 10) > 1, accept: accept ?? null, onchange }),
    held.length > 0 && h("ul", { class: "file-list" }, held.map((file) => h("li", {}, icon("file"), file.name ?? file.id ?? file))));
}

const INPUTS = {
  plain_text_input: typed, email_text_input: typed, url_text_input: typed, number_input: typed, rich_text_input: typed,
  checkboxes: choices, radio_buttons: choices, datepicker, timepicker, datetimepicker, file_input: files,
};

/** `how` says who is told at once (`tell`), the control's name if no label names it, and whether it is `invalid`. */
export function inputs(element, block, ctx, how = {}) {
  if (element.type.endsWith("_select")) return select(element, block, ctx, how, common(element, block, ctx, how));
  return INPUTS[element.type]?.(element, block, ctx, how) ?? h("span", { class: "unknown" }, element.type);
}
