// Short notes about what went wrong (or was done), above everything, gone after a while.

import { h, icon } from "./dom.js";
import { on } from "./store.js";

const SECONDS = 8;
const MEANINGS = [
  [/operation_timeout/, "The app didn’t answer within three seconds."],
  [/dispatch_failed/, "The app isn’t connected, or it failed."],
  [/This app didn't respond/, "The app didn’t answer within three seconds, or it failed."],
];

let box = null;

function shelf() {
  box ??= h("div", { class: "toasts", popover: "manual", role: "status", "aria-live": "assertive" });
  if (!box.isConnected) document.body.append(box);
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
  return box;
}

/** Show a note; `calm` is for what went well. */
export function say(text, { detail, calm } = {}) {
  const away = () => {
    toast.remove();
    if (!box.children.length) box.hidePopover();
  };
  const toast = h(
    "div",
    { class: `toast${calm ? " calm" : ""}` },
    icon(calm ? "check" : "alert"),
    h("div", {}, h("strong", {}, text), detail && h("p", {}, detail)),
    h("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: away }, icon("close")),
  );
  const where = shelf();
  while (where.children.length > 3) where.firstChild.remove();
  where.append(toast);
  setTimeout(() => toast.isConnected && away(), SECONDS * 1000);
}

export function startToasts() {
  on("toast", ({ text }) => {
    const meaning = MEANINGS.find(([pattern]) => pattern.test(text));
    say(text, { detail: meaning?.[1] });
  });
}
