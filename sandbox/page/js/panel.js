// The one panel at the side: a thread, or the engineers' drawer.

import { h, icon } from "./dom.js";

let open = null;

export function closePanel() {
  if (!open) return;
  const { onclose, from } = open;
  open = null;
  const panel = document.getElementById("panel");
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("has-panel", "has-wide-panel");
  onclose?.();
  if (from?.isConnected) from.focus();
}

export function openPanel(title, content, { onclose, wide, tools } = {}) {
  const from = document.activeElement;
  closePanel();
  const panel = document.getElementById("panel");
  panel.setAttribute("aria-label", title);
  panel.replaceChildren(
    h(
      "header",
      { class: "panel-head" },
      h("h2", {}, title),
      h("span", { class: "head-space" }),
      tools,
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": `Close ${title.toLowerCase()}`, onclick: closePanel },
        icon("close"),
      ),
    ),
    ...[content].flat(),
  );
  panel.hidden = false;
  document.body.classList.add("has-panel");
  document.body.classList.toggle("has-wide-panel", Boolean(wide));
  open = { onclose, from };
}

export const panelOpen = () => open !== null;
