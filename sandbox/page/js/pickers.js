// Dates and times: a calendar, a list of half hours, and both together.

import { dayLabel, openCalendar } from "./calendar.js";
import { common, nameFor } from "./control.js";
import { dayOf, instant, timeOfDay } from "./dates.js";
import { h, icon } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { openPicker } from "./picker.js";

function trigger(props, look, shown, placeholder, onclick) {
  return h(
    "button",
    {
      ...props,
      "aria-label": nameFor(props["aria-label"], shown || placeholder),
      class: "select",
      type: "button",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      onclick,
    },
    icon(look),
    h("span", { class: shown ? "select-text" : "select-text empty" }, shown || placeholder),
  );
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
  return [
    { value: said, label: clockLabel(said) },
    ...listed.filter((each) => each.value !== said && each.value.startsWith(said.slice(0, 3))),
  ];
}

function pickDay(anchor, chosen, ctx, label, pick) {
  openCalendar(anchor, { chosen, today: dayOf(ctx.now(), ctx.zone), label, pick });
}

function pickTime(anchor, chosen, label, pick) {
  openPicker(anchor, { items: times, chosen: new Set([chosen]), label, pick: (item) => pick(item.value) });
}

export function datepicker(element, block, ctx, how) {
  const held = ctx.surface.value(block, element);
  const pick = (anchor) => (day) => {
    ctx.surface.set(block, element, day);
    how.tell?.(day, anchor);
  };
  return trigger(
    common(element, block, ctx, how),
    "calendar",
    held && dayLabel(held),
    plain(element.placeholder) || "Choose a date",
    (event) => pickDay(event.currentTarget, held, ctx, how.label ?? "Choose a date", pick(event.currentTarget)),
  );
}

export function timepicker(element, block, ctx, how) {
  const held = ctx.surface.value(block, element);
  const pick = (anchor) => (time) => {
    ctx.surface.set(block, element, time);
    how.tell?.(time, anchor);
  };
  return trigger(
    common(element, block, ctx, how),
    "clock",
    held && clockLabel(held),
    plain(element.placeholder) || "Choose a time",
    (event) => pickTime(event.currentTarget, held, how.label ?? "Choose a time", pick(event.currentTarget)),
  );
}

export function datetimepicker(element, block, ctx, how) {
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
  return h(
    "div",
    { class: "pair" },
    trigger(props, "calendar", day && dayLabel(day), "Choose a date", ({ currentTarget: anchor }) =>
      pickDay(anchor, day, ctx, "Choose a date", (chosen) => set(chosen, time, anchor)),
    ),
    trigger(
      { ...props, id: `${props.id}-time`, "aria-labelledby": null, "aria-label": "Time" },
      "clock",
      date && clockLabel(time),
      "Time",
      ({ currentTarget: anchor }) =>
        pickTime(anchor, time, "Choose a time", (chosen) => set(day ?? dayOf(ctx.now(), ctx.zone), chosen, anchor)),
    ),
  );
}
