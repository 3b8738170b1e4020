// The workspace's clock in one's hands: on by an hour, a day, a week or to the next due moment; and the story's play.

import { format, time } from "./dates.js";
import { fill, h, icon } from "./dom.js";
import { api } from "./live.js";
import { openMenu } from "./picker.js";
import { now, on, store, zone } from "./store.js";
import { say } from "./toasts.js";

const HOUR = 3600;
const STEPS = [
  ["+1 hour", HOUR],
  ["+1 day", 24 * HOUR],
  ["+1 week", 7 * 24 * HOUR],
];
let moving = false;

async function move(how) {
  if (moving) return;
  moving = true;
  draw();
  const answer = await how();
  moving = false;
  if (!answer.ok) say(answer.error);
  draw();
}

const ahead = (seconds) => move(() => api("clock", { advance: seconds }));

const toNext = () =>
  move(async () => {
    const answer = await api("story", { do: "next" });
    if (answer.ok && !answer.due) say("Nothing is due.", { calm: true });
    return answer;
  });

const story = (what) => api("story", { do: what });

const steps = () => [
  ...STEPS.map(([label, seconds]) => ({ label, run: () => ahead(seconds) })),
  { label: "To the next due moment", run: toNext },
];

function player() {
  const told = store.clock.story;
  if (!told || (told.progress >= 1 && !told.playing)) return null;
  const percent = Math.round(told.progress * 100);
  return h(
    "div",
    { class: "player" },
    h(
      "button",
      {
        type: "button",
        class: "icon-button boxed",
        "aria-label": told.playing ? "Pause the story" : "Play the story",
        onclick: () => story(told.playing ? "pause" : "play"),
      },
      icon(told.playing ? "pause" : "play"),
    ),
    h(
      "div",
      {
        class: "progress",
        role: "progressbar",
        "aria-label": "The story",
        "aria-valuenow": percent,
        "aria-valuemin": "0",
        "aria-valuemax": "100",
      },
      h("span", { style: `width:${percent}%` }),
    ),
  );
}

function draw() {
  if (!store.me) return;
  const moment = now();
  const where = zone().split("/").at(-1).replaceAll("_", " ");
  fill(
    document.getElementById("clock"),
    player(),
    h(
      "button",
      {
        type: "button",
        class: "now",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        onclick: (event) => openMenu(event.currentTarget, steps(), "Move the clock"),
      },
      icon("clock"),
      h(
        "span",
        { class: "now-day" },
        format(moment, zone(), { weekday: "short", day: "numeric", month: "short" }),
        h("span", { class: "now-year" }, `, ${format(moment, zone(), { year: "numeric" })}`),
      ),
      h("b", {}, time(moment, zone())),
      h("span", { class: "now-zone" }, where),
      h("span", { class: "visually-hidden" }, ". Move the workspace’s clock"),
    ),
    h(
      "div",
      { class: "steps", role: "group", "aria-label": "Move the clock", "aria-busy": moving ? "true" : null },
      STEPS.map(([label, seconds]) =>
        h(
          "button",
          {
            type: "button",
            class: "step",
            "aria-label": `Move the clock ${label.slice(1)} on`,
            onclick: () => ahead(seconds),
          },
          label,
        ),
      ),
      h(
        "button",
        { type: "button", class: "step", "aria-label": "Move the clock to the next due moment", onclick: toNext },
        "Next due",
      ),
    ),
  );
}

export function startClock() {
  on("clock hello people", draw);
  setInterval(() => store.clock.running && draw(), 5000);
}
