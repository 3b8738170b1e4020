// Block elements that are pressed: buttons, overflow menus, feedback; and the way from any element to the app.

import { h, icon } from "./dom.js";
import { ask } from "./layers.js";
import { plain, text } from "./mrkdwn.js";
import { openMenu } from "./picker.js";
import { inputs } from "./inputs.js";
import { withEmoji } from "./emoji.js";

const CALM = { confirm: "Yes", deny: "Cancel", title: "Are you sure?" };

function confirmed(confirm, ctx) {
  if (!confirm) return true;
  return ask({
    title: plain(confirm.title) || CALM.title,
    body: text(confirm.text, ctx),
    buttons: [
      { label: plain(confirm.deny) || CALM.deny, value: false },
      {
        label: plain(confirm.confirm) || CALM.confirm,
        value: true,
        look: confirm.style === "danger" ? "danger" : "primary",
      },
    ],
  });
}

/** Ask first if the element wants it, then tell the app; the control is busy until the app has answered. */
export async function press(control, block, element, ctx, value) {
  if (!(await confirmed(element.confirm, ctx))) return false;
  control?.setAttribute("aria-busy", "true");
  try {
    await ctx.surface.act(block, element, value);
  } finally {
    control?.removeAttribute("aria-busy");
  }
  return true;
}

function button(element, block, ctx) {
  const look = `button ${element.style ?? ""}`;
  const props = {
    class: look,
    id: ctx.idOf(block, element),
    "aria-label": element.accessibility_label ?? null,
    "data-action": element.action_id,
  };
  const tell = (event) => press(event.currentTarget, block, element, ctx);
  if (element.url) {
    return h(
      "a",
      {
        ...props,
        href: /^https?:/.test(element.url) ? element.url : null,
        target: "_blank",
        rel: "noopener noreferrer",
        onclick: tell,
      },
      plain(element.text),
      icon("out"),
    );
  }
  return h("button", { ...props, type: "button", onclick: tell }, plain(element.text));
}

function overflow(element, block, ctx) {
  const open = (event) => {
    const anchor = event.currentTarget;
    openMenu(
      anchor,
      element.options.map((option) => ({
        label: plain(option.text),
        detail: plain(option.description),
        run: () => {
          if (option.url && /^https?:/.test(option.url)) window.open(option.url, "_blank", "noopener");
          press(anchor, block, element, ctx, option);
        },
      })),
      "More",
    );
  };
  return h(
    "button",
    {
      class: "icon-button boxed",
      type: "button",
      id: ctx.idOf(block, element),
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": "More actions",
      onclick: open,
    },
    icon("more"),
  );
}

function feedback(element, block, ctx) {
  const one = (given, symbol) =>
    h(
      "button",
      {
        class: "icon-button",
        type: "button",
        "aria-label": given.accessibility_label ?? plain(given.text),
        title: plain(given.text),
        onclick: (event) => press(event.currentTarget, block, element, ctx, given.value),
      },
      icon(symbol),
    );
  return h("span", { class: "feedback" }, one(element.positive_button, "up"), one(element.negative_button, "down"));
}

const iconButton = (element, block, ctx) =>
  element.visible_to_user_ids && !element.visible_to_user_ids.includes(ctx.me)
    ? null
    : h(
        "button",
        {
          class: "icon-button",
          type: "button",
          "aria-label": element.accessibility_label ?? plain(element.text),
          title: plain(element.text),
          onclick: (event) => press(event.currentTarget, block, element, ctx),
        },
        icon("trash"),
      );

export function image(element, look = "") {
  const source = element.image_url ?? element.slack_file?.url ?? "";
  const missing = (event) => event.currentTarget.parentElement?.classList.add("missing");
  return h(
    "span",
    { class: `picture ${look}`, "data-alt": element.alt_text },
    h("img", { src: source, alt: withEmoji(element.alt_text), loading: "lazy", onerror: missing }),
  );
}

const ELEMENTS = {
  button,
  overflow,
  feedback_buttons: feedback,
  icon_button: iconButton,
  workflow_button: button,
  image: (element) => image(element, "thumb"),
};

/** The control of an element outside an input block: a choice is told to the app at once. */
export function element(each, block, ctx) {
  if (ELEMENTS[each.type]) return ELEMENTS[each.type](each, block, ctx);
  const tell = (value, control) => press(control, block, each, ctx, value);
  return inputs(each, block, ctx, { tell, label: plain(each.placeholder) || ctx.labelOf(block) });
}
