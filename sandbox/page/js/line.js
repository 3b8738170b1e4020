// The line of messages of a channel: loaded page by page, kept up to date, drawn by a scroller.

import { dayOf } from "./dates.js";
import { seen } from "./live.js";
import { dayRow, messageRow, momentOf, newRow } from "./message.js";
import { Scroller } from "./scroller.js";
import { store, zone } from "./store.js";

const CLOSE = 5 * 60;
const PAGE = 100;

export class Line {
  constructor(viewport, { openThread, thread = null } = {}) {
    this.openThread = openThread;
    this.thread = thread;
    this.messages = [];
    this.version = new Map();
    this.drawn = new Map();
    this.more = false;
    this.readTo = null;
    this.since = null; // while messages are asked for, what has changed since: the answer may be older
    this.scroller = new Scroller(viewport, { render: (item) => this._row(item), onTop: () => this._older() });
  }

  /** Show a channel from its latest messages (or, as a thread, one message and its answers). */
  async open(channel, { readTo = null } = {}) {
    this.channel = channel;
    this.readTo = readTo;
    const since = (this.since = []);
    const answer = await seen({ channel, ...(this.thread ? { thread: this.thread } : { limit: PAGE }) });
    if (this.since !== since) return answer;
    this.since = null;
    if (answer.ok) {
      this.messages = answer.messages;
      this.more = answer.more;
      this.drawn.clear();
    }
    for (const change of since) this._put(change);
    this._show(answer.ok);
    if (!performance.getEntriesByName("first view").length) performance.mark("first view");
    return answer;
  }

  async _older() {
    if (!this.more || this.loading) return;
    this.loading = true;
    const channel = this.channel;
    const answer = await seen({ channel, before: this.messages[0]?.ts ?? "", limit: PAGE * 2 });
    this.loading = false;
    if (this.channel !== channel || !answer.ok) return;
    this.messages = [...answer.messages, ...this.messages];
    this.more = answer.more;
    this._show();
  }

  /** A message came, changed or went. */
  take(change) {
    if (this.since) {
      this.since.push(change);
      return false;
    }
    const fresh = this._put(change);
    this._show();
    return fresh;
  }

  _put({ ts, message, deleted }) {
    const at = this.messages.findIndex((each) => each.ts === ts);
    if (deleted) {
      if (at >= 0) this.messages.splice(at, 1);
    } else if (!this._belongs(message)) {
      return false;
    } else if (at >= 0) {
      this.messages[at] = message;
    } else {
      let n = this.messages.length;
      while (n > 0 && Number(this.messages[n - 1].ts) > Number(ts)) n -= 1;
      if (n === 0 && this.more) return false;
      this.messages.splice(n, 0, message);
    }
    return at < 0 && !deleted;
  }

  _belongs(message) {
    const root = message.thread_ts ?? message.ts;
    return this.thread ? root === this.thread : root === message.ts;
  }

  /** Draw a message again, because something in it was filled in. */
  redraw(ts) {
    this.version.set(ts, (this.version.get(ts) ?? 0) + 1);
    this._show();
  }

  redrawAll() {
    this.drawn.clear();
    this._show();
  }

  toMessage(ts) {
    const found = this.scroller.toKey(ts);
    if (found) this.scroller.node(ts)?.classList.add("found");
    return found;
  }

  _items() {
    const items = [];
    let before = null;
    let marked = this.readTo === null;
    for (const message of this.messages) {
      const when = momentOf(message);
      const day = dayOf(when, zone());
      if (!before || before.day !== day) items.push(this._kept(`day ${day}`, `${day}`, { kind: "day", date: when }));
      const fresh = !marked && Number(message.ts) > Number(this.readTo) && message.user !== store.me;
      if (fresh) items.push(this._kept("new", "new", { kind: "new" }));
      marked ||= fresh;
      const plain = !/^(channel|group|pinned)_/.test(message.subtype ?? "");
      const follows = Boolean(
        before &&
        plain &&
        before.plain &&
        !fresh &&
        before.day === day &&
        before.message.user === message.user &&
        before.message.username === message.username &&
        !message.ephemeral === !before.message.ephemeral &&
        !message.pinned_to?.length &&
        Number(message.ts) - Number(before.message.ts) < CLOSE,
      );
      items.push(
        this._kept(message.ts, `${follows} ${this.version.get(message.ts) ?? 0}`, {
          kind: "message",
          message,
          follows,
        }),
      );
      before = { message, day, plain };
    }
    return items;
  }

  /** The same item object for as long as nothing of it changes, so that its row isn't drawn again. */
  _kept(key, mark, facts) {
    const old = this.drawn.get(key);
    if (old && old.mark === mark && old.item.message === facts.message) return old.item;
    const item = { key, ...facts };
    this.drawn.set(key, { mark, item });
    return item;
  }

  _show(fresh = false) {
    this.scroller.show(this._items(), { fresh });
  }

  _row(item) {
    if (item.kind === "day") return dayRow(item);
    if (item.kind === "new") return newRow(item);
    const { channel, ts } = item.message;
    return messageRow(item, {
      openThread: this.openThread && ((root) => this.openThread(channel, root)),
      changed: (again) => again && this.redraw(ts),
    });
  }
}
