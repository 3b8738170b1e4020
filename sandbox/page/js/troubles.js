// Trouble to order: the next calls of a method go wrong, sockets drop or hang, an envelope comes twice.

import { h, icon } from "./dom.js";
import { api } from "./live.js";
import { store } from "./store.js";
import { say } from "./toasts.js";

const KINDS = [
  ["429", { kind: "status", status: 429 }, "ratelimited"],
  ["Error", { kind: "error" }],
  ["Status 503", { kind: "status", status: 503 }],
  ["Slow by 4 s", { kind: "delay", seconds: 4 }],
  ["Reply lost", { kind: "reply_lost" }],
  ["Dropped", { kind: "dropped" }],
];

async function trouble(form) {
  const [, what] = KINDS[form.elements.kind.value];
  const method = form.elements.method.value.trim();
  const times = Math.max(1, Number(form.elements.times.value) || 1);
  const answer = await api("trouble", { method, ...what, times });
  say(answer.ok ? `The next ${times === 1 ? "call" : `${times} calls`} of ${method} will go wrong.` : answer.error, {
    calm: answer.ok,
  });
}

export function troubles() {
  const methods = [
    ...new Set([
      "chat.postMessage",
      "chat.update",
      "conversations.create",
      "views.open",
      "views.publish",
      ...store.log.filter((each) => each.method).map((each) => each.method),
    ]),
  ].sort();
  const drop = async (how, said) => {
    const answer = await api("drop", { how });
    say(answer.ok ? said : answer.error, { calm: answer.ok });
  };
  return h(
    "details",
    { class: "troubles" },
    h("summary", {}, icon("alert"), "Make trouble"),
    h(
      "form",
      {
        class: "trouble-form",
        onsubmit: (event) => {
          event.preventDefault();
          trouble(event.target);
        },
      },
      h(
        "label",
        {},
        "Method",
        h("input", { class: "input", name: "method", list: "methods", value: "chat.postMessage", autocomplete: "off" }),
      ),
      h(
        "datalist",
        { id: "methods" },
        methods.map((name) => h("option", { value: name })),
      ),
      h(
        "label",
        {},
        "What",
        h(
          "select",
          { class: "input", name: "kind" },
          KINDS.map(([label], n) => h("option", { value: n }, label)),
        ),
      ),
      h(
        "label",
        {},
        "Times",
        h("input", { class: "input", name: "times", type: "number", min: "1", max: "99", value: "1" }),
      ),
      h("button", { type: "submit", class: "button primary" }, "Order"),
    ),
    h(
      "div",
      { class: "actions" },
      h(
        "button",
        { type: "button", class: "button", onclick: () => drop("closed", "Every socket was closed.") },
        "Drop sockets",
      ),
      h(
        "button",
        { type: "button", class: "button", onclick: () => drop("silently", "Every socket hangs.") },
        "Hang sockets",
      ),
      h(
        "button",
        {
          type: "button",
          class: "button",
          onclick: async () => {
            await api("twice", { n: 1 });
            say("The next envelope comes twice.", { calm: true });
          },
        },
        "Deliver twice",
      ),
    ),
  );
}
