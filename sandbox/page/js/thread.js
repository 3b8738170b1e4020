// A thread, in the panel beside its channel.

import { Composer } from "./composer.js";
import { h, icon } from "./dom.js";
import { Line } from "./line.js";
import { closePanel, openPanel } from "./panel.js";
import { on, store } from "./store.js";

let opened = null;

export async function openThread(channel, ts) {
  const viewport = h("div", {
    class: "messages",
    tabindex: "0",
    role: "region",
    "aria-label": "Messages of the thread",
  });
  const below = h("div", { class: "composer" });
  openPanel("Thread", [viewport, below], {
    onclose: () => {
      opened = null;
      store.thread = null;
    },
  });
  const line = new Line(viewport, { thread: ts });
  opened = { channel, line };
  store.thread = ts;
  const composer = new Composer(below, { thread: ts, channel });
  composer.name("");
  const known = store.channels.get(channel);
  if (!known?.member || known.archived)
    below.replaceChildren(h("p", { class: "foot-note" }, icon("eye"), "You can read this thread, not answer in it."));
  else composer.input.focus();
  await line.open(channel);
}

export function startThreads() {
  on("message", (change) => {
    if (opened && change.channel.id === opened.channel) opened.line.take(change);
  });
  on("hello", () => opened && closePanel());
}
