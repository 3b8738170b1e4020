// The app's modals: the top one of the stack, with its inputs, errors at their field, and live updates.

import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { fill, h, icon } from "./dom.js";
import { closeLayer } from "./layers.js";
import { act } from "./live.js";
import { plain } from "./mrkdwn.js";
import { context, on, store } from "./store.js";
import { sentence, Surface } from "./surfaces.js";
import { say } from "./toasts.js";

let dialog = null;
let before = null;
const surfaces = new Map();
let busy = false;

function surfaceOf(view) {
  if (!surfaces.has(view.id))
    surfaces.set(view.id, new Surface(`v${view.id}`, { in_view: true }, { changed: (again) => again && draw() }));
  const surface = surfaces.get(view.id);
  surface.know(view.state.values);
  return surface;
}

const isEmpty = (value) =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && !value.length) ||
  (value?.type === "rich_text" && !value.elements.some((part) => part.elements?.length));

function missing(view, surface) {
  const inputs = view.blocks.filter((block) => block.type === "input" && !block.optional);
  return inputs.filter((block) => isEmpty(surface.value(block, block.element)));
}

function toFirstError() {
  const wrong = dialog?.querySelector(".input-block.wrong");
  const control = wrong?.querySelector("input, textarea, button, [tabindex]");
  control?.focus({ preventScroll: true });
  wrong?.scrollIntoView({ block: "center" });
}

async function submit(view) {
  if (busy) return;
  const surface = surfaceOf(view);
  surface.errors = {};
  for (const block of missing(view, surface)) surface.errors[block.block_id] = "This is required.";
  if (!Object.keys(surface.errors).length) {
    busy = true;
    draw();
    await surface.flush();
    const answer = await act("submit");
    busy = false;
    if (!answer.ok && answer.field) surface.errors[answer.field] = sentence(answer.error);
    else if (!answer.ok) say(answer.error);
    else surface.errors = { ...answer.reply.errors };
  }
  draw();
  if (Object.keys(surface.errors).length) toFirstError();
}

async function close() {
  closeLayer();
  const answer = await act("close");
  if (!answer.ok) say(answer.error);
}

function content(view, depth) {
  const surface = surfaceOf(view);
  const shown = { ...context(surface), errors: { ...view.errors, ...surface.errors } };
  const asks = view.blocks.some((block) => block.type === "input");
  return h(
    "form",
    {
      class: "modal-form",
      key: view.id,
      novalidate: true,
      method: "dialog",
      onsubmit: (event) => {
        event.preventDefault();
        submit(view);
      },
    },
    h(
      "div",
      { class: "modal-head" },
      depth > 1
        ? h("button", { type: "button", class: "icon-button", "aria-label": "Back", onclick: close }, icon("left"))
        : avatar({ is_bot: true }, "s"),
      h("h2", { id: "modal-title" }, plain(view.title)),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: close }, icon("close")),
    ),
    h("div", { class: "modal-body", tabindex: "-1" }, blocks(view.blocks, shown)),
    h(
      "div",
      { class: "modal-foot" },
      h(
        "button",
        { type: "button", class: "button", onclick: close },
        plain(view.close) || (asks ? "Cancel" : "Close"),
      ),
      view.submit &&
        h(
          "button",
          {
            type: "submit",
            class: "button primary",
            "aria-busy": busy ? "true" : null,
            disabled: view.submit_disabled || null,
          },
          plain(view.submit),
        ),
    ),
  );
}

let shownId = null;

function draw() {
  const view = store.views.at(-1);
  if (!view) return shut();
  if (!dialog) {
    before = document.activeElement;
    // lists that float above the modal are children of the dialog too: what is redrawn has a box of its own
    dialog = h("dialog", { class: "modal", "aria-labelledby": "modal-title" }, h("div"));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    document.body.append(dialog);
    dialog.showModal();
  }
  fill(dialog.firstChild, content(view, store.views.length));
  if (shownId !== view.id) {
    shownId = view.id;
    const first =
      dialog.querySelector("[autofocus]") ??
      dialog.querySelector(".modal-body input, .modal-body textarea, .modal-body button, .modal-body a[href]");
    (first ?? dialog.querySelector(".modal-foot .primary, .modal-foot .button")).focus({ preventScroll: true });
    dialog.querySelector(".modal-body").scrollTop = 0;
  }
  return undefined;
}

function shut() {
  if (!dialog) return;
  closeLayer();
  dialog.close();
  dialog.remove();
  dialog = null;
  shownId = null;
  busy = false;
  surfaces.clear();
  const there = before?.isConnected ? before : document.querySelector(".composer-input");
  there?.focus();
}

export function startModals() {
  on("screen people", draw);
}
