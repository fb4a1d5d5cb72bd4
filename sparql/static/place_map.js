// A map of the places in a result: points on outlines that come with the page, no tiles, no other servers.
import { suggested } from "./chart.js";
import { choice, draw, make, say } from "./dom.js";
import { saveButton } from "./picture.js";
import { numberOf } from "./terms.js";

const COUNTRY = /^https?:\/\/id\.loc\.gov\/vocabulary\/countries\/([a-z]{2,3})$/;
const MARKS = /[\u0300-\u036f]/g;
const TITLES = /^(?:thanh pho|tp|t\.p|tinh)[.\s]+(?=\S)/;
const AREAS = {
  world: { west: -180, east: 180, north: 84, south: -58, stretch: 1 },
  vietnam: { west: 100, east: 117.5, north: 24, south: 6, stretch: 0.96 },
};
// Vietnam's archipelagos, too small for an outline at this scale.
const ARCHIPELAGOS = [
  [16.5, 112, { vi: "Quần đảo Hoàng Sa", en: "Hoàng Sa (Paracel Islands)" }],
  [10, 114, { vi: "Quần đảo Trường Sa", en: "Trường Sa (Spratly Islands)" }],
];
const MOST_LABELS = 30;

const folded = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(MARKS, "").replace(/[[\]()?:;,]/g, " ").trim().replace(/\s+/g, " ");

const column = (result, pattern) => result.variables.find((name) => pattern.test(name) && result.rows.some((row) => !Number.isNaN(numberOf(row[name]))));

// What finds the point of a row, by the column that is best understood; null where no column names places.
function finder(result, places) {
  const [latitude, longitude] = [column(result, /^(lat|latitude|vĩ_?độ|vi_?do)$/i), column(result, /^(lon|long|lng|longitude|kinh_?độ|kinh_?do)$/i)];
  if (latitude && longitude) return { name: "", at: (row) => [numberOf(row[latitude]), numberOf(row[longitude])] };
  if (!places) return null;
  for (const name of result.variables) {
    const terms = result.rows.map((row) => row[name]).filter(Boolean);
    const found = terms.filter((term) => pointOf(term, name, places)).length;
    if (found > 0 && found * 2 >= terms.length) return { name, at: (row) => pointOf(row[name], name, places) };
  }
  return null;
}

function pointOf(term, name, { countries, names }) {
  if (!term) return null;
  if (term.type === "uri") return countries[COUNTRY.exec(term.value)?.[1]] || null;
  if (term.type !== "literal") return null;
  const wkt = /^POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)$/i.exec(term.value);
  if (wkt) return [Number(wkt[2]), Number(wkt[1])];
  if (/country|nước|nuoc/i.test(name) && countries[term.value]) return countries[term.value];
  const key = folded(term.value);
  return names[key] || names[key.replace(TITLES, "")] || null;
}

function points(result, page, found) {
  const { terms, places } = page;
  const value = suggested(result)?.value || "";
  const label = result.variables.find((name) => name !== value && result.rows.some((row) => row[name]?.type === "literal")) || found.name || result.variables[0];
  const all = new Map();
  let lost = 0;
  for (const row of result.rows) {
    const at = found.at(row, places);
    const amount = value ? numberOf(row[value]) : 1;
    if (!at || Number.isNaN(at[0]) || Number.isNaN(at[1]) || Number.isNaN(amount)) {
      lost += 1;
      continue;
    }
    const key = `${at[0]} ${at[1]}`;
    const point = all.get(key) || { latitude: at[0], longitude: at[1], amount: 0, labels: [] };
    point.amount += amount;
    const text = terms.text(row[label]);
    if (text && !point.labels.includes(text)) point.labels.push(text);
    all.set(key, point);
  }
  return { found: [...all.values()].sort((a, b) => b.amount - a.amount), lost };
}

const within = (point, area) => point.longitude >= area.west && point.longitude <= area.east && point.latitude <= area.north && point.latitude >= area.south;

export function map(result, page) {
  const { words, number } = page;
  const known = finder(result, page.places);
  if (!known) return make("p", {}, words.no_map);
  const { found, lost } = points(result, page, known);
  const home = found.every((point) => within(point, AREAS.vietnam)) && found.length > 1;
  const figure = make("div", { class: "chart" });
  const notes = make("div");
  let area = home ? "vietnam" : "world";
  let outlines = null;

  function paint() {
    figure.replaceChildren(picture(found.filter((point) => within(point, AREAS[area])), area, outlines, page));
    notes.replaceChildren(
      ...[
        lost ? make("p", { class: "note" }, say(words.not_placed, { count: number(lost) })) : null,
        outlines ? null : make("p", { class: "note" }, words.no_outline),
      ].filter(Boolean),
    );
  }

  paint();
  page.outlines().then((loaded) => {
    outlines = loaded;
    paint();
  });
  const change = (value) => {
    area = value;
    paint();
  };
  return make("div", {}, make("p", { class: "buttons" }, choice(words.view, [["world", words.world], ["vietnam", words.vietnam]], area, change), saveButton(figure, words)), figure, notes, list(found, number));
}

function picture(shown, area, outlines, { language, number, words }) {
  const { west, east, north, south, stretch } = AREAS[area];
  const narrow = matchMedia("(max-width: 40rem)").matches;
  const width = area === "world" ? (narrow ? 420 : 900) : narrow ? 420 : 640;
  const scale = width / ((east - west) * stretch);
  const height = (north - south) * scale;
  const x = (longitude) => (longitude - west) * scale * stretch;
  const y = (latitude) => (north - latitude) * scale;
  const most = Math.max(1, ...shown.map((point) => point.amount));
  const largest = narrow ? 16 : 24;
  const radius = (amount) => Math.max(3, Math.sqrt(Math.max(amount, 0) / most) * largest);
  const move = `scale(${scale * stretch} ${scale}) translate(${-west} ${north})`;
  const land = outlines
    ? [
        ...(area === "world" ? [["land", outlines.world]] : [["land", outlines.neighbours]]),
        ["land home", outlines.vietnam],
      ].map(([kind, d]) => draw("path", { class: kind, d, transform: move }))
    : [];
  const islands = ARCHIPELAGOS.map(([latitude, longitude, names]) =>
    draw(
      "g",
      {},
      [0, 1, 2].map((index) => draw("circle", { class: "land home", cx: x(longitude) + (index - 1) * (area === "world" ? 1 : 7), cy: y(latitude) + (index % 2) * (area === "world" ? 1 : 6), r: area === "world" ? 0.8 : 2.2 })),
      area === "vietnam" ? draw("text", { class: "quiet", x: x(longitude), y: y(latitude) + 22, "text-anchor": "middle" }, names[language]) : draw("title", {}, names[language]),
    ),
  );
  const dots = shown.map((point) =>
    draw("circle", { class: "dot", cx: x(point.longitude), cy: y(point.latitude), r: radius(point.amount) }, draw("title", {}, `${point.labels.slice(0, 5).join(", ")}: ${number(point.amount)}`)),
  );
  const names = area === "vietnam" ? shown.slice(0, narrow ? 6 : 14) : [];
  const text = names.map((point) => draw("text", { x: x(point.longitude) - radius(point.amount) - 4, y: y(point.latitude) + 4, "text-anchor": "end" }, point.labels[0] || ""));
  const summary = shown.slice(0, 10).map((point) => `${point.labels[0] || ""} ${number(point.amount)}`).join("; ");
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height.toFixed(0)}`, role: "img", "aria-label": `${words.map}. ${summary}`, xmlns: "http://www.w3.org/2000/svg" },
    draw("rect", { class: "sea", x: 0, y: 0, width, height }),
    land,
    islands,
    dots,
    text,
  );
}

// The same in words, for whoever cannot see the map.
function list(found, number) {
  const lines = found.slice(0, MOST_LABELS).map((point) => make("li", {}, `${point.labels.slice(0, 5).join(", ")}: ${number(point.amount)}`));
  return make("ol", { class: "visually-hidden" }, lines);
}
