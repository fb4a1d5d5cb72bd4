// Bars and lines as SVG that a screen reader can read: a title, a description, and the table beside it.
import { choice, draw, make, say } from "./dom.js";
import { saveButton } from "./picture.js";
import { numberOf } from "./terms.js";

const MOST_BARS = 40;
const MOST_POINTS = 500;
const ROW = 26;

// The columns that can be measured, and those that can name what is measured.
export function columns(result) {
  const numeric = result.variables.filter((name) => {
    const values = result.rows.filter((row) => name in row);
    return values.length > 0 && values.every((row) => !Number.isNaN(numberOf(row[name])));
  });
  return { numeric, labels: result.variables };
}

// How a result is best drawn; null where it cannot be.
export function suggested(result) {
  const { numeric } = columns(result);
  if (!numeric.length) return null;
  const value = numeric.findLast((name) => result.rows.some((row) => row[name]?.datatype)) || numeric.at(-1);
  const label = result.variables.find((name) => name !== value) || value;
  const readable = result.variables.find((name) => name !== value && result.rows.some((row) => row[name]?.type === "literal"));
  return { value, label: readable || label };
}

export function chart(result, terms, { words, number, kind }) {
  const start = suggested(result);
  if (!start) return make("p", {}, words.no_chart);
  const state = { kind: kind === "lines" ? "lines" : "bars", ...start };
  const figure = make("div", { class: "chart" });
  const options = (names) => names.map((name) => [name, name]);
  const { numeric, labels } = columns(result);
  const change = (key) => (value) => {
    state[key] = value;
    paint();
  };
  const paint = () => {
    const points = result.rows
      .map((row) => ({ label: terms.text(row[state.label]), value: numberOf(row[state.value]) }))
      .filter((point) => !Number.isNaN(point.value));
    figure.replaceChildren(...(state.kind === "bars" ? bars(points, state, words, number) : lines(points, state, words, number)));
  };
  paint();
  return make(
    "div",
    {},
    make(
      "p",
      { class: "buttons" },
      choice(words.kind, [["bars", words.bars], ["lines", words.lines]], state.kind, change("kind")),
      choice(words.label_column, options(labels), state.label, change("label")),
      choice(words.value_column, options(numeric), state.value, change("value")),
      saveButton(figure, words),
    ),
    figure,
  );
}

const described = (points, number) => points.slice(0, 12).map(({ label, value }) => `${label}: ${number(value)}`).join("; ");

const cut = (text, most) => (Array.from(text).length > most ? `${Array.from(text).slice(0, most - 1).join("")}…` : text);

function frame(width, height, state, points, number, ...children) {
  const title = `${state.value} / ${state.label}`;
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title}. ${described(points, number)}`, xmlns: "http://www.w3.org/2000/svg" },
    draw("title", {}, title),
    children,
  );
}

function bars(all, state, words, number) {
  const points = all.slice(0, MOST_BARS);
  const narrow = matchMedia("(max-width: 40rem)").matches;
  const width = narrow ? 420 : 860;
  const left = narrow ? 150 : 290;
  const right = 64;
  const least = Math.min(0, ...points.map(({ value }) => value));
  const most = Math.max(0, ...points.map(({ value }) => value)) || 1;
  const scale = (value) => left + ((value - least) / (most - least || 1)) * (width - left - right);
  const zero = scale(0);
  const height = points.length * ROW + 8;
  const shapes = points.map(({ label, value }, index) => {
    const y = index * ROW + 4;
    const end = scale(value);
    return draw(
      "g",
      {},
      draw("title", {}, `${label}: ${number(value)}`),
      draw("text", { x: left - 8, y: y + 15, "text-anchor": "end" }, cut(label, narrow ? 20 : 40)),
      draw("rect", { class: "bar", x: Math.min(zero, end), y, width: Math.max(1, Math.abs(end - zero)), height: ROW - 7, rx: 2 }),
      draw("text", { class: "quiet", x: Math.max(zero, end) + 5, y: y + 15 }, number(value)),
    );
  });
  const note = all.length > points.length ? [make("p", { class: "note" }, say(words.first_bars, { count: number(points.length) }))] : [];
  return [frame(width, height, state, points, number, shapes), ...note];
}

// Years and other numbers stand where they belong; other labels one after another.
function lines(all, state, words, number) {
  const places = all.slice(0, MOST_POINTS).map((point, index) => ({ ...point, at: /^-?\d+(\.\d+)?$/.test(point.label) ? Number(point.label) : index }));
  const numbered = places.every(({ label }) => /^-?\d+(\.\d+)?$/.test(label));
  const points = numbered ? [...places].sort((a, b) => a.at - b.at) : places.map((point, index) => ({ ...point, at: index }));
  const narrow = matchMedia("(max-width: 40rem)").matches;
  const [width, height] = narrow ? [420, 300] : [860, 380];
  const [left, right, top, bottom] = [56, 22, 14, 40];
  const first = points[0].at;
  const span = points.at(-1).at - first || 1;
  const steps = ticks(Math.min(0, ...points.map(({ value }) => value)), Math.max(0, ...points.map(({ value }) => value)) || 1);
  const [least, most] = [steps[0], steps.at(-1)];
  const x = ({ at }) => left + ((at - first) / span) * (width - left - right);
  const y = (value) => height - bottom - ((value - least) / (most - least)) * (height - top - bottom);
  const grid = steps.map((step) =>
    draw("g", {}, draw("line", { class: "grid", x1: left, x2: width - right, y1: y(step), y2: y(step) }), draw("text", { class: "quiet", x: left - 8, y: y(step) + 4, "text-anchor": "end" }, number(step))),
  );
  const room = Math.max(1, Math.floor((width - left - right) / (narrow ? 60 : 75)));
  const every = Math.max(1, Math.ceil(points.length / room));
  let last = -Infinity;
  const names = points
    .filter((_, index) => index % every === 0)
    .filter((point) => {
      const clear = x(point) - last > 44;
      if (clear) last = x(point);
      return clear;
    })
    .map((point) => draw("text", { class: "quiet", x: x(point), y: height - bottom + 20, "text-anchor": "middle" }, cut(point.label, 10)));
  const path = points.map((point, index) => `${index ? "L" : "M"}${x(point).toFixed(1)} ${y(point.value).toFixed(1)}`).join("");
  const dots = points.map((point) => draw("circle", { class: "dot", cx: x(point), cy: y(point.value), r: points.length > 120 ? 1.5 : 3.5 }, draw("title", {}, `${point.label}: ${number(point.value)}`)));
  return [frame(width, height, state, points, number, grid, names, draw("path", { class: "line", d: path }), dots)];
}

// Round steps from below the least to above the most.
export function ticks(least, most, count = 5) {
  const rough = (most - least || 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) || rough;
  const from = Math.floor(least / step) * step;
  const found = [];
  for (let at = from; at < most + step; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}
