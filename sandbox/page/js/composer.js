// Where one writes: messages, slash commands with their hints, mentions.

import { avatar } from "./avatar.js";
import { fill, h, icon } from "./dom.js";
import { act } from "./live.js";
import { store } from "./store.js";
import { say } from "./toasts.js";

const MOST = 8;

export class Composer {
  constructor(box, { thread = null, channel = null } = {}) {
    this.thread = thread;
    this.channel = channel;
    this.drafts = new Map();
    this.mentions = new Map();
    this.offers = [];
    this.at = 0;
    this.listId = thread ? "thread-offers" : "offers";
    this.list = h("ul", {
      class: "offers",
      id: this.listId,
      role: "listbox",
      "aria-label": "Suggestions",
      hidden: true,
    });
    this.input = h("textarea", {
      class: "composer-input",
      rows: "1",
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-controls": this.listId,
      "aria-label": "Message",
      oninput: () => this._typed(),
      onkeydown: (event) => this._key(event),
      onblur: () => setTimeout(() => this._offer([]), 120),
    });
    this.button = h(
      "button",
      { type: "button", class: "send", "aria-label": "Send", disabled: true, onclick: () => this._send() },
      icon("send"),
    );
    box.replaceChildren(this.list, h("div", { class: "composer-box" }, this.input, this.button));
  }

  name(name) {
    this.input.placeholder = this.thread ? "Reply" : `Message ${name}, or / for a command`;
    this.input.setAttribute("aria-label", this.thread ? "Reply" : `Message ${name}`);
  }

  open(channel) {
    if (this.channel) this.drafts.set(`${store.me} ${this.channel}`, this.input.value);
    this.channel = channel;
    this.input.value = this.drafts.get(`${store.me} ${channel}`) ?? "";
    this._grow();
    this._offer([]);
  }

  _grow() {
    this.button.disabled = !this.input.value.trim();
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 180)}px`;
  }

  _typed() {
    this._grow();
    const before = this.input.value.slice(0, this.input.selectionStart);
    const command = /^\/\S*$/.exec(before);
    const hint = /^(\/\S+) /.exec(this.input.value);
    const mention = /(?:^|\s)@([\p{L}\p{N}.' -]{0,24})$/u.exec(before);
    if (command && !this.thread) return this._offer(this._commands(command[0]));
    if (hint && !this.thread)
      return this._offer(
        this._commands(hint[1]).filter((each) => each.word === hint[1]),
        true,
      );
    if (mention) return this._offer(this._people(mention[1].toLowerCase(), mention[1]));
    return this._offer([]);
  }

  _commands(typed) {
    return (store.app?.commands ?? [])
      .filter((each) => each.name.startsWith(typed))
      .map((each) => ({
        word: each.name,
        label: [h("b", {}, each.name), " ", h("span", { class: "usage" }, each.usage_hint)],
        detail: each.description,
        face: () => avatar({ is_bot: true }, "s"),
        take: () => this._put(`${each.name} `),
      }));
  }

  _people(query, typed) {
    const found = [...store.people.values()].filter((each) => !each.deleted && each.name.toLowerCase().includes(query));
    return found.slice(0, MOST).map((each) => ({
      word: each.id,
      label: h("b", {}, each.name),
      detail: each.title,
      face: () => avatar(each, "s"),
      take: () => {
        const at = this.input.selectionStart;
        const start = at - typed.length - 1;
        this.mentions.set(`@${each.name}`, each.id);
        this._put(`${this.input.value.slice(0, start)}@${each.name} ${this.input.value.slice(at)}`);
      },
    }));
  }

  _put(text) {
    this.input.value = text;
    this.input.focus();
    this._typed();
  }

  /** Show what could be meant; with `only` it is a hint, not a choice. */
  _offer(offers, only = false) {
    this.offers = only ? [] : offers;
    this.at = 0;
    this.list.hidden = !offers.length;
    this.input.setAttribute("aria-expanded", String(Boolean(offers.length)));
    this._draw(offers);
  }

  _draw(offers = this.offers) {
    fill(
      this.list,
      offers.map((each, n) =>
        h(
          "li",
          {
            class: `offer${this.offers.length && n === this.at ? " active" : ""}`,
            role: "option",
            id: `${this.listId}-${n}`,
            key: each.word,
            "aria-selected": String(this.offers.length > 0 && n === this.at),
            onclick: each.take,
          },
          each.face(),
          h("span", {}, each.label, each.detail && h("small", {}, each.detail)),
        ),
      ),
    );
    this.input.setAttribute("aria-activedescendant", this.offers.length ? `${this.listId}-${this.at}` : "");
  }

  _key(event) {
    if (event.isComposing) return;
    const offered = this.offers.length;
    if (offered && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + offered) % offered;
      this._draw();
    } else if (
      offered &&
      (event.key === "Tab" || event.key === "Enter") &&
      this.offers[this.at].word !== this.input.value.trim()
    ) {
      event.preventDefault();
      this.offers[this.at].take();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this._offer([]);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this._send();
    }
  }

  async _send() {
    const text = this.input.value.trim();
    if (!text) return;
    const channel = this.channel;
    this.input.value = "";
    this._grow();
    this._offer([]);
    const answer = await this._deliver(text, channel);
    if (answer.ok) return;
    say(answer.error);
    if (this.channel === channel && !this.input.value) this.input.value = text;
    this._grow();
  }

  _deliver(text, channel) {
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
    if (command && !this.thread) return act("command", { name: command[1], text: command[2], channel });
    const names = [...this.mentions.keys()].sort((a, b) => b.length - a.length);
    const sent = names.reduce((said, name) => said.replaceAll(name, `<@${this.mentions.get(name)}>`), text);
    return act("say", { channel, text: sent, ...(this.thread ? { thread_ts: this.thread } : {}) });
  }
}
