// A face for everybody: initials on a color of their own; the app has the accent.

import { h } from "./dom.js";
import { store } from "./store.js";

function hue(id) {
  let sum = 7;
  for (const char of id) sum = (sum * 31 + char.codePointAt(0)) % 3600;
  return sum % 360;
}

export const initials = (name) => {
  const words = name.trim().split(/\s+/);
  return (words.length > 1 ? [...words[0]][0] + [...words.at(-1)][0] : [...name].slice(0, 2).join("")).toUpperCase();
};

export function avatar(person, size = "m") {
  if (person?.is_bot)
    return h(
      "span",
      { class: `avatar ${size} app`, "aria-hidden": "true" },
      initials(person.name ?? store.app?.name ?? "App")[0],
    );
  const name = person?.name ?? "?";
  const look = `--hue:${hue(person?.id ?? name)}`;
  return h(
    "span",
    { class: `avatar ${size}${person?.deleted ? " gone" : ""}`, style: look, "aria-hidden": "true" },
    initials(name),
  );
}
