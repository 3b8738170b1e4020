// Every block and element once. What is chosen here goes nowhere.

import { blocks } from "./blocks.js";
import { h, morph } from "./dom.js";
import { setLook } from "./people.js";
import { initialOf } from "./values.js";

const PEOPLE = [
  { id: "UADA", name: "Ada Park", handle: "ada", title: "Engineer" },
  { id: "UGRACE", name: "Grace Lindqvist", handle: "grace", title: "Designer" },
  { id: "UOMAR", name: "Omar Haddad", handle: "omar", title: "Data" },
  { id: "UMEI", name: "Mei Tanaka", handle: "mei", title: "Support" },
];
const CHANNELS = [
  { id: "CGEN", name: "general", kind: "public" },
  { id: "CMENT", name: "mentoring", kind: "public" },
  { id: "CPAIR", name: "mentor-ada-grace", kind: "private" },
];
const LANGUAGES = ["Arabic", "English", "German", "Japanese", "Portuguese", "Spanish", "Swedish"];
const NOW = new Date("2026-03-02T09:00:00Z");

function surface(id, redraw) {
  const held = new Map();
  return {
    id,
    errors: { wrong: "40 hours a month at most; this has 90." },
    value: (block, element) => (held.has(element.action_id) ? held.get(element.action_id) : initialOf(element)),
    set: (_, element, value) => {
      held.set(element.action_id, value);
      if (!element.type.endsWith("_input") || element.type === "file_input") redraw();
    },
    act: () => new Promise((resolve) => setTimeout(resolve, 400)),
    options: async (_, __, query) => ({
      options: LANGUAGES.filter((each) => each.toLowerCase().startsWith(query.toLowerCase())).map((each) => ({
        text: { type: "plain_text", text: each },
        value: each,
      })),
    }),
    upload: async (files) => files.map((file) => ({ name: file.name })),
  };
}

const named = (list) => (id) => list.find((each) => each.id === id);

function specimen(given, group, n) {
  const id = `g${group}-${n}`;
  const mine = surface(id, () => {
    shown = morph(shown, draw());
  });
  const ctx = {
    me: "UADA",
    zone: "Europe/London",
    now: () => NOW,
    surface: mine,
    person: named(PEOPLE),
    people: () => PEOPLE,
    channel: named(CHANNELS),
    channels: () => CHANNELS,
    group: () => ({ handle: "mentors" }),
  };
  const list = given.blocks.map((block, at) => ({ block_id: `${id}-${at}`, ...block }));
  const draw = () => blocks(list, ctx);
  let shown = draw();
  return h("article", { class: "specimen", "data-name": given.name }, h("h3", {}, given.name), shown);
}

setLook(localStorage.getItem("look") ?? "system");
const groups = await (await fetch("/page/gallery.json")).json();
document.getElementById("gallery").append(
  ...groups.map(({ title, specimens }, group) =>
    h(
      "section",
      { "aria-label": title },
      h("h2", {}, title),
      specimens.map((each, n) => specimen(each, group, n)),
    ),
  ),
);
document.body.classList.add("ready");
