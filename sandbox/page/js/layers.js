// What floats above the page: menus and lists anchored to a control, and dialogs that wait for an answer.

import { h, freshId } from "./dom.js";

let opened = null;

/** The floating layer has to live in the dialog on top, else it is inert. */
const host = () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;

function place(layer, anchor) {
  const box = anchor.getBoundingClientRect();
  const below = innerHeight - box.bottom - 12;
  const above = box.top - 12;
  const up = below < Math.min(layer.scrollHeight, 260) && above > below;
  layer.style.minWidth = `${Math.min(box.width, innerWidth - 16)}px`;
  layer.style.maxHeight = `${Math.min(up ? above : below, 380)}px`;
  const size = layer.getBoundingClientRect();
  layer.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
  layer.style.top = `${up ? box.top - size.height - 4 : box.bottom + 4}px`;
}

export function closeLayer({ refocus = false } = {}) {
  if (!opened) return;
  const { layer, anchor, onclose, stop } = opened;
  opened = null;
  stop();
  layer.remove();
  const now = anchor.isConnected ? anchor : document.getElementById(anchor.id);
  now?.setAttribute("aria-expanded", "false");
  if (refocus) now?.focus();
  onclose?.();
}

/** Show `content` beside `anchor`; it goes on Escape, on a click elsewhere and when focus leaves. */
export function openLayer(anchor, content, { onclose, kind = "" } = {}) {
  closeLayer();
  const layer = h("div", { class: `layer ${kind}` }, content);
  // a press on a row must not take the focus out of the search field
  layer.addEventListener("mousedown", (event) => {
    if (!event.target.closest("input, button, a")) event.preventDefault();
  });
  const away = (event) => {
    if (!layer.contains(event.target) && !anchor.contains(event.target)) closeLayer();
  };
  const keys = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    closeLayer({ refocus: true });
  };
  const moved = (event) => {
    if (!layer.contains(event.target)) place(layer, anchor);
  };
  document.addEventListener("pointerdown", away, true);
  document.addEventListener("focusin", away, true);
  document.addEventListener("keydown", keys, true);
  addEventListener("resize", moved);
  document.addEventListener("scroll", moved, true);
  const stop = () => {
    document.removeEventListener("pointerdown", away, true);
    document.removeEventListener("focusin", away, true);
    document.removeEventListener("keydown", keys, true);
    removeEventListener("resize", moved);
    document.removeEventListener("scroll", moved, true);
  };
  anchor.id ||= freshId("anchor");
  opened = { layer, anchor, onclose, stop };
  anchor.setAttribute("aria-expanded", "true");
  host().append(layer);
  place(layer, anchor);
  return { layer, replace: () => place(layer, anchor) };
}

export const isOpen = (anchor) => opened?.anchor === anchor;

/** A dialog that stays until it is answered; resolves with the value of the button pressed, or null. */
export function ask({ title, body, buttons, kind = "" }) {
  const before = document.activeElement;
  return new Promise((resolve) => {
    const name = freshId("dialog");
    const finish = (value) => {
      dialog.close();
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(value);
    };
    const dialog = h(
      "dialog",
      { class: `dialog ${kind}`, "aria-labelledby": name },
      h("h2", { id: name, class: "dialog-title" }, title),
      h("div", { class: "dialog-body" }, body),
      h(
        "div",
        { class: "dialog-actions" },
        buttons.map(({ label, value, look }) =>
          h("button", { type: "button", class: `button ${look ?? ""}`, onclick: () => finish(value) }, label),
        ),
      ),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(null);
    });
    dialog.addEventListener("click", (event) => event.target === dialog && finish(null));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector(".button:last-child")?.focus();
  });
}
