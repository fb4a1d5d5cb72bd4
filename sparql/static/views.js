// A result as table, chart, map and raw text, of which one is seen at a time (WAI-ARIA tabs).
import { address, turtle } from "./ask.js";
import { chart } from "./chart.js";
import { copy, make, say } from "./dom.js";
import { map } from "./place_map.js";
import { LANGUAGES, snippet } from "./snippets.js";
import { table } from "./table.js";

const SHOWN = 1000;
const RAW_SHOWN = 200_000;
const OF_ROWS = ["csv", "tsv", "json", "xml"];
const OF_GRAPHS = ["ttl", "nt", "jsonld", "rdf"];

export function views(result, query, page, view) {
  const { words } = page;
  const kinds = [];
  if (result.form === "rows") {
    kinds.push(["table", () => (result.rows.length ? table(result, page.terms, { ...page, shown: SHOWN }) : make("p", {}, words.no_rows))]);
    if (result.rows.length) {
      kinds.push(["chart", () => chart(result, page.terms, { ...page, kind: view })]);
      kinds.push(["map", () => map(result, page)]);
    }
  }
  if (result.form === "ask") kinds.push(["table", () => make("p", { class: "verdict" }, result.boolean ? words.yes : words.no)]);
  if (result.form === "graph") kinds.push(["table", () => (result.rows.length ? table(result, page.terms, { ...page, shown: SHOWN }) : make("p", {}, words.no_rows))]);
  kinds.push(["raw", () => raw(result, query, page)]);
  const wanted = { bars: "chart", lines: "chart", map: "map", graph: "raw" }[view] || "table";
  return make(
    "section",
    { class: "result" },
    make("h2", {}, words.result),
    make("p", { class: "status" }, status(result, page).join(" · ")),
    result.truncated ? make("p", { class: "note" }, words.cut) : null,
    tabs(kinds, kinds.some(([name]) => name === wanted) ? wanted : kinds[0][0], words),
    downloads(result, query, page),
    code(result, query, page),
  );
}

export function status(result, { words, settings, number, decimal }) {
  const found = [];
  if (result.form === "rows") found.push(result.count === 1 ? words.one_row : say(words.rows_of, { count: number(result.count), limit: number(settings.rows) }));
  if (result.form === "graph") found.push(say(words.triples, { count: number(result.count) }));
  found.push(say(words.took_of, { seconds: decimal(result.seconds), limit: number(settings.seconds) }));
  found.push(say(words.size, { size: number(Math.ceil(result.bytes / 1000)) }));
  if (result.release) found.push(say(words.release, { release: result.release }));
  if (result.remaining) found.push(say(words.remaining, { left: result.remaining }));
  return found;
}

function tabs(kinds, chosen, words) {
  const panel = make("div", { role: "tabpanel", id: "panel" });
  const buttons = kinds.map(([name]) => make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "panel", click: () => choose(name) }, words[name]));
  const made = new Map();

  function choose(name) {
    kinds.forEach(([each], index) => {
      buttons[index].setAttribute("aria-selected", String(each === name));
      buttons[index].tabIndex = each === name ? 0 : -1;
    });
    if (!made.has(name)) made.set(name, kinds.find(([each]) => each === name)[1]());
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    panel.replaceChildren(made.get(name));
  }

  const list = make("div", {
    class: "tabs",
    role: "tablist",
    "aria-label": words.view,
    keydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
      choose(kinds[next][0]);
      buttons[next].focus();
      event.preventDefault();
    },
  });
  list.append(...buttons);
  choose(chosen);
  return make("div", {}, kinds.length > 1 ? list : null, panel);
}

function raw(result, query, { endpoint }) {
  const shown = make("pre", { class: "raw", tabindex: "0" });
  const show = (text) => (shown.textContent = text.length > RAW_SHOWN ? `${text.slice(0, RAW_SHOWN)}\n…` : text);
  if (result.form === "graph") turtle(endpoint, query).then((text) => show(text ?? result.text));
  else show(indented(result.text));
  return shown;
}

function indented(text) {
  return text.length > RAW_SHOWN ? text : JSON.stringify(JSON.parse(text), null, 2);
}

// A link each, or a form that posts where the query is too long for a link.
function downloads(result, query, { words, endpoint }) {
  const formats = result.form === "graph" ? OF_GRAPHS : result.form === "ask" ? ["json", "xml"] : OF_ROWS;
  return make(
    "p",
    { class: "downloads" },
    `${words.download}: `,
    formats.map((format) => {
      const link = address(endpoint, query, format);
      if (link) return make("a", { href: link, download: `result.${format}` }, format.toUpperCase());
      const form = make("form", { method: "post", action: endpoint }, make("input", { type: "hidden", name: "format", value: format }));
      const hidden = make("input", { type: "hidden", name: "query" });
      hidden.value = query;
      form.append(hidden, make("button", {}, format.toUpperCase()));
      return form;
    }),
  );
}

function code(result, query, { words, endpoint }) {
  const text = make("pre", {});
  let language = LANGUAGES[0];
  const buttons = LANGUAGES.map((name) => make("button", { type: "button", click: () => show(name) }, name));
  const take = make("button", { type: "button", click: () => copy(text.textContent, take, words.copied) }, words.copy);

  function show(name) {
    language = name;
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(LANGUAGES[index] === name)));
    text.textContent = snippet(name, endpoint, query, result.form === "graph");
  }

  show(language);
  return make("details", { class: "code" }, make("summary", {}, words.code), make("p", { class: "buttons" }, buttons, take), text);
}
