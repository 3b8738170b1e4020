// Where blocks stand: in a message, on the Home tab, in a modal. A surface holds what is put into its elements until
// the workspace knows it, and tells the app what is pressed.

import { act } from "./live.js";
import { bare, initialOf, valueIn } from "./values.js";
import { say } from "./toasts.js";

const PAUSE = 250;

const keyOf = (block, element) => `${block.block_id} ${element.action_id}`;

export class Surface {
  /** `place` says where: `{message: {channel, ts}}`, `{in_home: true}` or `{in_view: true}`. */
  constructor(id, place, { changed } = {}) {
    this.id = id;
    this.place = place;
    this.values = {};
    this.errors = {};
    this.changed = changed ?? (() => {});
    this._held = new Map();
    this._timers = new Map();
    this._sending = Promise.resolve();
  }

  /** What the workspace says is in the elements, which may be older than its answer to what was put in last. */
  know(values) {
    this.values = values;
    for (const key of this._held.keys()) this._release(key);
  }

  value(block, element) {
    const held = this._held.get(keyOf(block, element));
    if (held) return held.value;
    const known = this._known(block, element);
    return known === undefined ? initialOf(element) : known;
  }

  set(block, element, value) {
    const key = keyOf(block, element);
    this._held.set(key, { block, element, value, taken: false });
    delete this.errors[block.block_id];
    if (block.type === "input" && !block.dispatch_action) {
      clearTimeout(this._timers.get(key)?.timer);
      const send = () => this._fill(key, block, element);
      const typing = typeof value === "string" && element.type.endsWith("_input");
      this._timers.set(key, { timer: setTimeout(send, typing ? PAUSE : 0), send });
    }
    this.changed(typeof value !== "string" || !element.type.endsWith("_input"));
  }

  _fill(key, block, element) {
    this._timers.delete(key);
    const held = this._held.get(key);
    const { in_view: _, ...place } = this.place;
    this._sending = this._sending.then(async () => {
      const answer = await act("fill", {
        values: { [block.block_id]: { [element.action_id]: bare(element, held.value) } },
        ...place,
      });
      if (!answer.ok) this.complain(block.block_id, answer.error);
      held.taken = answer.ok;
      this._release(key);
    });
  }

  _known(block, element) {
    return valueIn(this.values[block.block_id]?.[element.action_id], element);
  }

  /** Taken by the workspace isn't yet shown by it: until both are so, what was put in is held here. */
  _release(key) {
    const { block, element, value, taken } = this._held.get(key) ?? {};
    if (!taken) return;
    const known = this._known(block, element);
    if (JSON.stringify(bare(element, known)) === JSON.stringify(bare(element, value))) this._held.delete(key);
  }

  /** Everything that was put in has reached the workspace, also what was put in meanwhile. */
  async flush() {
    for (const { timer, send } of [...this._timers.values()]) {
      clearTimeout(timer);
      send();
    }
    const sending = this._sending;
    await sending;
    if (this._timers.size || this._sending !== sending) await this.flush();
  }

  async act(block, element, value) {
    await this.flush();
    const select = value === undefined ? {} : { select: bare(element, value) };
    const answer = await act("click", {
      action_id: element.action_id,
      block_id: block.block_id,
      ...this.place,
      ...select,
    });
    if (!answer.ok) say(answer.error);
    return answer;
  }

  async options(block, element, query) {
    const { in_view: _, ...place } = this.place;
    const answer = await act("options", { action_id: element.action_id, typed: query, ...place });
    return { options: answer.options ?? [] };
  }

  async upload(files) {
    return files.map((file) => file.name);
  }

  complain(field, text) {
    this.errors[field] = sentence(text);
    this.changed(true);
  }
}

/** Slack's client says "is required": a whole sentence reads better. */
export const sentence = (text) => (/^(is|takes|must) /.test(text) ? `This ${text}.` : text);
