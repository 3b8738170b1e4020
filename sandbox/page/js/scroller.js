// A long list of rows of any height, of which only those near what is seen are in the document. What one looks at
// stays where it is while rows above it are loaded, measured or changed; at the end it follows what is new.

import { h, keepFocus, morph } from "./dom.js";

const MARGIN = 700;
const GUESS = 64;
const NEAR_END = 48;

export class Scroller {
  constructor(viewport, { render, onTop }) {
    this.viewport = viewport;
    this.render = render;
    this.onTop = onTop;
    this.items = [];
    this.tops = [0];
    this.heights = new Map();
    this.rows = new Map();
    this.atEnd = true;
    this.above = h("div", { class: "space" });
    this.list = h("ol", { class: "rows" });
    this.below = h("div", { class: "space" });
    viewport.replaceChildren(this.above, this.list, this.below);
    viewport.addEventListener("scroll", () => this._scrolled(), { passive: true });
    this.watch = new ResizeObserver(() => this._measured());
    this.watch.observe(viewport);
  }

  /** Show these items, `{key, ...}`; a row is drawn again when its item is another object. */
  show(items, { fresh = false } = {}) {
    const anchor = fresh ? null : this._anchor();
    if (fresh) {
      for (const row of this.rows.values()) this._drop(row);
      this.rows.clear();
      this.heights.clear();
      this.atEnd = true;
    }
    this.items = items;
    this._sum();
    this._settle(anchor);
  }

  toEnd() {
    this.atEnd = true;
    this._settle(null);
  }

  toKey(key) {
    const at = this.items.findIndex((item) => item.key === key);
    if (at < 0) return false;
    this.atEnd = false;
    for (let n = 0; n < 3; n += 1) {
      this.viewport.scrollTop = this.tops[at] - this.viewport.clientHeight / 3;
      this._settle(null);
    }
    return true;
  }

  node(key) {
    return this.rows.get(key)?.node;
  }

  _sum() {
    this.tops = new Array(this.items.length + 1);
    let top = 0;
    this.items.forEach((item, n) => {
      this.tops[n] = top;
      top += this.heights.get(item.key) ?? GUESS;
    });
    this.tops[this.items.length] = top;
  }

  _indexAt(y) {
    let [low, high] = [0, Math.max(0, this.items.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  _anchor() {
    if (!this.items.length || this.atEnd) return null;
    const n = this._indexAt(this.viewport.scrollTop);
    return { key: this.items[n].key, offset: this.viewport.scrollTop - this.tops[n] };
  }

  _range() {
    const from = this._indexAt(this.viewport.scrollTop - MARGIN);
    const to = this._indexAt(this.viewport.scrollTop + this.viewport.clientHeight + MARGIN);
    return [from, Math.min(this.items.length, to + 1)];
  }

  /** Draw, measure, and keep the anchor still; twice is enough for guesses to become heights. */
  _settle(anchor) {
    for (let n = 0; n < 4; n += 1) {
      if (this.atEnd) this.viewport.scrollTop = this.tops.at(-1);
      this._draw();
      if (!this._measure()) break;
      this._sum();
      this._pad(...this._range());
      if (anchor) {
        const at = this.items.findIndex((item) => item.key === anchor.key);
        if (at >= 0) this.viewport.scrollTop = this.tops[at] + anchor.offset;
      }
    }
    if (this.atEnd) this.viewport.scrollTop = this.viewport.scrollHeight;
  }

  _pad(from, to) {
    this.above.style.height = `${this.tops[from] ?? 0}px`;
    this.below.style.height = `${this.tops.at(-1) - (this.tops[to] ?? this.tops.at(-1))}px`;
  }

  _draw() {
    const [from, to] = this.items.length ? this._range() : [0, 0];
    const wanted = new Set();
    let place = this.list.firstChild;
    for (const item of this.items.slice(from, to)) {
      wanted.add(item.key);
      let row = this.rows.get(item.key);
      if (!row) {
        row = { node: this.render(item), item };
        this.rows.set(item.key, row);
        this.watch.observe(row.node);
      } else if (row.item !== item) {
        row.node = keepFocus(row.node, () => morph(row.node, this.render(item)), this.viewport);
        row.item = item;
      }
      if (row.node === place) place = place.nextSibling;
      else this.list.insertBefore(row.node, place);
    }
    for (const [key, row] of this.rows) {
      if (wanted.has(key)) continue;
      if (row.node.contains(document.activeElement)) this.viewport.focus({ preventScroll: true });
      this._drop(row);
      this.rows.delete(key);
    }
    this._pad(from, to);
  }

  _drop(row) {
    this.watch.unobserve(row.node);
    row.node.remove();
  }

  _measure() {
    let changed = false;
    for (const [key, { node }] of this.rows) {
      const height = node.getBoundingClientRect().height;
      if (Math.abs((this.heights.get(key) ?? -1) - height) > 0.5) {
        this.heights.set(key, height);
        changed = true;
      }
    }
    return changed;
  }

  _measured() {
    const anchor = this._anchor();
    if (!this._measure() && !this.atEnd) return;
    this._sum();
    this._settle(anchor);
  }

  _scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.viewport;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    const anchor = this._anchor();
    this._draw();
    if (this._measure()) {
      this._sum();
      this._settle(anchor);
    }
    if (scrollTop < MARGIN) this.onTop?.();
  }
}
