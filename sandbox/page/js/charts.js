// Slack's data_visualization block, drawn in SVG: bar, line, area and pie, with the same figures as a table for
// those who can't see them.

import { h, s } from "./dom.js";

const WIDEST = 560;
const NARROWEST = 240;
const HEIGHT = 240;
const BOX = { left: 44, right: 12, top: 12, bottom: 34 };

const figure = (n) => new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }).format(n);
const percent = (n) => `${figure(Math.round(n * 1000) / 10)}%`;

/** Round steps that hold all values: 0, 5, 10, 15. */
export function ticks(low, high, wanted = 4) {
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high)];
  const rough = (high - low) / wanted;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * scale >= rough) * scale;
  const out = [];
  for (let n = Math.floor(low / step); n <= Math.ceil(high / step); n += 1)
    out.push(Number((n * step).toPrecision(12)));
  return out;
}

const points = (series, categories) =>
  categories.map((category) => series.data.find((point) => point.label === category)?.value ?? 0);

function plot(chart, width) {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config;
  const values = chart.series.map((series) => points(series, categories));
  const marks = ticks(Math.min(0, ...values.flat()), Math.max(0, ...values.flat()));
  const box = {
    ...BOX,
    left: Math.max(BOX.left, figure(marks.at(-1)).length * 7 + 16) + (yLabel ? 18 : 0),
    bottom: BOX.bottom + (xLabel ? 18 : 0),
  };
  const wide = width - box.left - box.right;
  const high = HEIGHT - box.top - box.bottom;
  const slot = wide / categories.length;
  const y = (value) => box.top + high * (1 - (value - marks[0]) / (marks.at(-1) - marks[0]));
  const x = (n) => box.left + slot * (n + 0.5);
  return { chart, categories, values, marks, box, wide, high, slot, x, y, xLabel, yLabel };
}

function axes({ categories, marks, box, wide, high, slot, x, y, xLabel, yLabel }) {
  const longest = Math.max(...categories.map((name) => name.length));
  const every = Math.ceil((Math.min(longest, 12) * 6.6 + 8) / slot);
  const cut = (name) =>
    name.length * 6.6 > slot * every ? `${name.slice(0, Math.max(3, Math.floor((slot * every) / 6.6) - 1))}…` : name;
  return [
    marks.map((mark) => [
      s("line", { class: mark === 0 ? "axis" : "grid", x1: box.left, x2: box.left + wide, y1: y(mark), y2: y(mark) }),
      s("text", { class: "tick", x: box.left - 8, y: y(mark) + 4, "text-anchor": "end" }, figure(mark)),
    ]),
    categories.map(
      (name, n) =>
        n % every === 0 &&
        s("text", { class: "tick", x: x(n), y: box.top + high + 20, "text-anchor": "middle" }, cut(name)),
    ),
    xLabel && s("text", { class: "axis-name", x: box.left + wide / 2, y: HEIGHT - 6, "text-anchor": "middle" }, xLabel),
    yLabel &&
      s(
        "text",
        { class: "axis-name", "text-anchor": "middle", transform: `translate(12 ${box.top + high / 2}) rotate(-90)` },
        yLabel,
      ),
  ];
}

const tip = (chart, n, category, value) =>
  s("title", {}, `${chart.series.length > 1 ? `${chart.series[n].name}, ` : ""}${category}: ${figure(value)}`);

function bars(p) {
  const gap = Math.min(p.slot * 0.28, 28);
  const each = Math.min((p.slot - gap) / p.values.length, 56);
  const start = (p.slot - each * p.values.length) / 2;
  const base = p.y(0);
  return p.values.map((series, n) =>
    series.map((value, at) => {
      const top = Math.min(p.y(value), base);
      const tall = Math.max(Math.abs(p.y(value) - base), value ? 1 : 0);
      const left = p.box.left + p.slot * at + start + each * n;
      return [
        s(
          "rect",
          {
            class: `mark fill-${n}`,
            x: left + 1,
            y: top,
            width: Math.max(each - 2, 1),
            height: tall,
            rx: Math.min(3, each / 4),
          },
          tip(p.chart, n, p.categories[at], value),
        ),
        each >= 22 &&
          s(
            "text",
            { class: "value", x: left + each / 2, y: value < 0 ? top + tall + 13 : top - 4, "text-anchor": "middle" },
            figure(value),
          ),
      ];
    }),
  );
}

const path = (p, series) =>
  series.map((value, at) => `${at ? "L" : "M"}${p.x(at).toFixed(1)} ${p.y(value).toFixed(1)}`).join("");

function lines(p) {
  return p.values.map((series, n) => [
    s("path", { class: `stroke stroke-${n}`, d: path(p, series) }),
    series.map((value, at) =>
      s(
        "circle",
        { class: `mark fill-${n}`, cx: p.x(at), cy: p.y(value), r: 3.5 },
        tip(p.chart, n, p.categories[at], value),
      ),
    ),
  ]);
}

function areas(p) {
  const base = p.y(0);
  const last = p.categories.length - 1;
  return p.values.map((series, n) => [
    s("path", { class: `area fill-${n}`, d: `${path(p, series)}L${p.x(last)} ${base}L${p.x(0)} ${base}Z` }),
    s("path", { class: `stroke stroke-${n}`, d: path(p, series) }),
    series.map((value, at) =>
      s(
        "circle",
        { class: `mark fill-${n}`, cx: p.x(at), cy: p.y(value), r: 3 },
        tip(p.chart, n, p.categories[at], value),
      ),
    ),
  ]);
}

function slices(segments) {
  const sum = segments.reduce((total, each) => total + each.value, 0);
  const at = (turn) =>
    `${(100 + 92 * Math.sin(turn * 2 * Math.PI)).toFixed(2)} ${(100 - 92 * Math.cos(turn * 2 * Math.PI)).toFixed(2)}`;
  let turn = 0;
  return segments.map((each, n) => {
    const share = each.value / sum;
    const [from, to] = [turn, (turn += share)];
    const title = s("title", {}, `${each.label}: ${figure(each.value)} (${percent(share)})`);
    if (share > 0.9999) return s("circle", { class: `mark fill-${n}`, cx: 100, cy: 100, r: 92 }, title);
    return s(
      "path",
      { class: `mark slice fill-${n}`, d: `M100 100L${at(from)}A92 92 0 ${share > 0.5 ? 1 : 0} 1 ${at(to)}Z` },
      title,
    );
  });
}

const legend = (names) =>
  h(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    names.map((name, n) => h("li", {}, h("span", { class: `key key-${n}` }), name)),
  );

function table(title, head, rows) {
  return h(
    "div",
    { class: "visually-hidden" },
    h(
      "table",
      {},
      h("caption", {}, title),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((cell) => h("th", { scope: "col" }, cell)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(([name, ...cells]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            cells.map((cell) => h("td", {}, cell)),
          ),
        ),
      ),
    ),
  );
}

function pie(title, { segments }) {
  const sum = segments.reduce((total, each) => total + each.value, 0);
  const names = segments.map((each) => [each.label, h("b", {}, percent(each.value / sum))]);
  return [
    h(
      "div",
      { class: "pie" },
      s("svg", { viewBox: "0 0 200 200", "aria-hidden": "true" }, slices(segments)),
      legend(names),
    ),
    table(
      title,
      ["Part", "Value", "Share"],
      segments.map((each) => [each.label, figure(each.value), percent(each.value / sum)]),
    ),
  ];
}

const DRAW = { bar: bars, line: lines, area: areas };

const watch = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) if (contentRect.width) target.drawAt(contentRect.width);
});

/** A chart is as wide as its place, so that its words keep their size. */
function plotted(chart) {
  let drawn = 0;
  const box = h("div", { class: "plot", "data-own": true, key: JSON.stringify(chart) });
  box.drawAt = (room) => {
    const width = Math.round(Math.max(NARROWEST, Math.min(WIDEST, room)));
    if (width === drawn) return;
    drawn = width;
    const p = plot(chart, width);
    box.replaceChildren(
      s("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, "aria-hidden": "true" }, axes(p), DRAW[chart.type](p)),
    );
  };
  box.drawAt(WIDEST);
  watch.observe(box);
  return box;
}

export function dataVisualization(block) {
  const { title, chart } = block;
  const head = h("figcaption", { class: "chart-title" }, title);
  if (chart.type === "pie") return h("figure", { class: "chart" }, head, pie(title, chart));
  const p = plot(chart, WIDEST);
  const rows = p.categories.map((name, at) => [name, ...p.values.map((series) => figure(series[at]))]);
  return h(
    "figure",
    { class: "chart" },
    head,
    plotted(chart),
    (chart.series.length > 1 || chart.type !== "bar") && legend(chart.series.map((series) => series.name)),
    table(title, [p.xLabel ?? "", ...chart.series.map((series) => series.name)], rows),
  );
}
