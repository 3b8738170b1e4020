// A month to choose a day from. Today is the workspace's today.

import { h, icon } from "./dom.js";
import { closeLayer, isOpen, openLayer } from "./layers.js";

const DAY = 86400000;
const iso = (date) => date.toISOString().slice(0, 10);
const utc = (day) => new Date(`${day}T00:00:00Z`);
const say = (date, options) => new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options }).format(date);

export const dayLabel = (day) => say(utc(day), { weekday: "short", month: "short", day: "numeric", year: "numeric" });

function shifted(day, { days = 0, months = 0 }) {
  const date = utc(day);
  if (!months) return iso(new Date(+date + days * DAY));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  return iso(
    new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date.getUTCDate(), last.getUTCDate()))),
  );
}

const STEPS = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { days: -7 },
  ArrowDown: { days: 7 },
  PageUp: { months: -1 },
  PageDown: { months: 1 },
};

export function openCalendar(anchor, { chosen, today, pick, label }) {
  if (isOpen(anchor)) return closeLayer({ refocus: true });
  let at = chosen ?? today;
  const box = h("div", { class: "calendar", role: "dialog", "aria-label": label });

  function day(date, month) {
    const value = iso(date);
    return h(
      "td",
      {},
      h(
        "button",
        {
          type: "button",
          class: "calendar-day",
          tabindex: value === at ? "0" : "-1",
          "aria-pressed": value === chosen ? "true" : "false",
          "aria-current": value === today ? "date" : null,
          "data-day": value,
          "data-out": date.getUTCMonth() === month ? null : "",
          "aria-label": say(date, { weekday: "long", month: "long", day: "numeric", year: "numeric" }),
          onclick: () => {
            closeLayer({ refocus: true });
            pick(value);
          },
        },
        date.getUTCDate(),
      ),
    );
  }

  function draw(focus) {
    const first = utc(`${at.slice(0, 8)}01`);
    const start = +first - ((first.getUTCDay() + 6) % 7) * DAY;
    const week = (n) =>
      h(
        "tr",
        {},
        [0, 1, 2, 3, 4, 5, 6].map((d) => day(new Date(start + (n * 7 + d) * DAY), first.getUTCMonth())),
      );
    const turn = (months, name, symbol) =>
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": name,
          onclick: () => {
            at = shifted(at, { months });
            draw();
          },
        },
        icon(symbol),
      );
    box.replaceChildren(
      h(
        "div",
        { class: "calendar-head" },
        turn(-1, "Previous month", "left"),
        h("strong", { "aria-live": "polite" }, say(first, { month: "long", year: "numeric" })),
        turn(1, "Next month", "right"),
      ),
      h(
        "table",
        { role: "presentation" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map((name) => h("th", {}, name)),
          ),
        ),
        h("tbody", {}, [0, 1, 2, 3, 4, 5].map(week)),
      ),
    );
    if (focus) box.querySelector(`[data-day="${at}"]`).focus();
  }

  box.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step || !event.target.dataset.day) return;
    event.preventDefault();
    at = shifted(at, step);
    draw(true);
  };
  draw();
  openLayer(anchor, box, { kind: "calendar-layer" });
  draw(true);
}
