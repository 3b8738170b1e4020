// Select menus of every kind: one or many, of options, people, channels, conversations, or whatever the app offers.

import { avatar } from "./avatar.js";
import { nameFor } from "./control.js";
import { h, icon } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { matching, openPicker } from "./picker.js";
import { isMany } from "./values.js";

const asItem = (option, group) => ({
  value: option.value,
  label: plain(option.text),
  detail: plain(option.description),
  group,
  option,
});

const listed = (element) => [
  ...(element.options ?? []).map((option) => asItem(option)),
  ...(element.option_groups ?? []).flatMap((group) =>
    group.options.map((option) => asItem(option, plain(group.label))),
  ),
];

export const personItem = (person) => ({
  value: person.id,
  label: person.name,
  detail: person.title,
  also: person.handle,
  option: person.id,
  face: () => avatar(person, "s"),
});

const KINDS = { public: "public", private: "private", im: "im", mpim: "mpim" };

export function channelItem(channel, ctx) {
  if (channel.kind === "im") {
    const other = ctx.person(channel.with);
    return {
      value: channel.id,
      label: other?.name ?? channel.name,
      option: channel.id,
      face: () => avatar(other, "s"),
    };
  }
  return {
    value: channel.id,
    label: channel.name,
    option: channel.id,
    face: () => icon(channel.kind === "public" ? "hash" : "lock"),
  };
}

const SOURCES = {
  static: (element) => (query) => matching(listed(element), query),
  users: (_, __, ctx) => (query) =>
    matching(
      ctx
        .people()
        .filter((each) => !each.deleted)
        .map(personItem),
      query,
    ),
  channels: (_, __, ctx) => (query) =>
    matching(
      ctx
        .channels()
        .filter((each) => each.kind === "public" && !each.archived)
        .map((each) => channelItem(each, ctx)),
      query,
    ),
  conversations: (element, _, ctx) => (query) => {
    const wanted = new Set(element.filter?.include ?? Object.keys(KINDS));
    const fits = (each) =>
      wanted.has(each.kind) && !each.archived && !(element.filter?.exclude_bot_users && ctx.person(each.with)?.is_bot);
    return matching(
      ctx
        .channels()
        .filter(fits)
        .map((each) => channelItem(each, ctx)),
      query,
    );
  },
  external: (element, block, ctx) => async (query) => {
    if (query.length < (element.min_query_length ?? 3)) return [];
    const { options = [], option_groups: groups = [] } = await ctx.surface.options(block, element, query);
    return listed({ options, option_groups: groups });
  },
};

const EMPTY = {
  static: "Choose an option",
  external: "Choose an option",
  users: "Choose a person",
  channels: "Choose a channel",
  conversations: "Choose a conversation",
};

function nameOf(source, value, ctx) {
  if (source === "users") return ctx.person(value)?.name ?? value;
  if (source === "channels" || source === "conversations") {
    const channel = ctx.channel(value);
    return channel ? channelItem(channel, ctx).label : value;
  }
  return plain(value.text);
}

const keyOf = (value) => (typeof value === "object" ? value.value : value);

export function select(element, block, ctx, how, props) {
  const source = element.type.replace(/^multi_/, "").replace(/_select$/, "");
  const many = isMany(element.type);
  const held = ctx.surface.value(block, element);
  const chosen = many ? (held ?? []) : held ? [held] : [];
  const placeholder = plain(element.placeholder) || EMPTY[source];
  const label = how.label ?? placeholder;

  const change = (value, control) => {
    ctx.surface.set(block, element, value);
    how.tell?.(value, control);
  };
  const open = (event) => {
    const anchor = event.currentTarget;
    let now = [...chosen];
    const pick = (item) => {
      if (!many) return change(item.option, anchor);
      const had = now.some((value) => keyOf(value) === item.value);
      if (!had && element.max_selected_items && now.length >= element.max_selected_items) return undefined;
      now = had ? now.filter((value) => keyOf(value) !== item.value) : [...now, item.option];
      return change(now, document.getElementById(props.id));
    };
    const least = element.min_query_length ?? 3;
    openPicker(anchor, {
      items: SOURCES[source](element, block, ctx),
      chosen: new Set(chosen.map(keyOf)),
      pick,
      many,
      label,
      search: source !== "static" || listed(element).length > 7,
      hint: (query) =>
        source === "external" && query.length < least ? `Type ${least} or more letters` : "Nothing fits",
    });
  };
  const shown = chosen.length && !many ? nameOf(source, chosen[0], ctx) : "";
  const trigger = h(
    "button",
    {
      ...props,
      "aria-label": nameFor(props["aria-label"], shown || placeholder),
      class: "select",
      type: "button",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      onclick: open,
    },
    h("span", { class: shown ? "select-text" : "select-text empty" }, shown || placeholder),
    icon("down-small"),
  );
  if (!many) return trigger;
  const chip = (value) =>
    h(
      "span",
      { class: "chip", key: keyOf(value) },
      nameOf(source, value, ctx),
      h(
        "button",
        {
          type: "button",
          class: "chip-remove",
          "aria-label": `Remove ${nameOf(source, value, ctx)}`,
          onclick: () => {
            change(chosen.filter((each) => keyOf(each) !== keyOf(value)));
            document.getElementById(props.id)?.focus();
          },
        },
        icon("close"),
      ),
    );
  return h("div", { class: "multi" }, chosen.length > 0 && h("div", { class: "chips" }, chosen.map(chip)), trigger);
}
