// Makes the query page better than its form: an editor, results without a reload, links that can be shared.
import { Refusal, ask } from "./ask.js";
import { copy, make, say } from "./dom.js";
import { exampleList } from "./example_list.js";
import { Terms } from "./terms.js";
import { status, views } from "./views.js";

const root = document.getElementById("sparql");
const form = document.getElementById("ask");
const field = document.getElementById("query");
const runButton = document.getElementById("run");
const answer = document.getElementById("answer");
const chosen = document.getElementById("chosen");
const settings = JSON.parse(root.dataset.settings);
const { words, language } = settings;
// What is read out: a word about the result, never all its rows.
const news = make("p", { class: "visually-hidden", role: "status" });
const counted = new Intl.NumberFormat(language);
const precise = new Intl.NumberFormat(language, { maximumFractionDigits: 2, minimumFractionDigits: 2 });

const page = {
  words,
  language,
  settings,
  endpoint: new URL(form.action).href.split("?")[0],
  terms: new Terms(settings),
  number: (value) => counted.format(value),
  decimal: (value) => precise.format(value),
  places: null,
  outlines: () => (outlines ??= fetched(settings.outlines)),
};
let outlines = null;

let editor = { get: () => field.value, set: (text) => (field.value = text), focus: () => field.focus(), mark: markField, clear: () => {} };
let running = null;
let view = settings.view;

// Without an editor the field itself shows where the error is.
function markField(line, column) {
  const before = field.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(before + column - 1, before + column);
}

async function run() {
  if (running) {
    running.abort();
    return;
  }
  const query = editor.get();
  if (!query.trim()) {
    editor.focus();
    return;
  }
  running = new AbortController();
  runButton.textContent = words.stop;
  answer.setAttribute("aria-busy", "true");
  answer.replaceChildren(make("p", { class: "busy" }, words.running));
  news.textContent = words.running;
  remember(query);
  editor.clear();
  field.removeAttribute("aria-invalid");
  try {
    const result = await ask(page.endpoint, query, language, running.signal);
    if (result.form === "rows") page.places ??= await fetched(settings.places);
    answer.replaceChildren(views(result, query, page, view));
    news.textContent = status(result, page).join(", ");
  } catch (error) {
    answer.replaceChildren(refusal(error));
    news.textContent = "";
  } finally {
    running = null;
    runButton.textContent = words.run;
    answer.removeAttribute("aria-busy");
  }
}

function refusal(error) {
  if (error.name === "AbortError") return make("p", { class: "note" }, words.stopped);
  const known = error instanceof Refusal;
  if (!known && !(error instanceof TypeError)) console.error(error);
  const section = make("section", { class: "refusal", id: "refusal", role: "alert" }, make("h2", {}, words.error));
  if (known && error.place) {
    section.append(make("p", {}, make("strong", {}, say(words.error_at, error.place))));
    field.setAttribute("aria-invalid", "true");
    editor.mark(error.place.line, error.place.column, error.message);
  }
  section.append(make("p", {}, known ? error.message : words.offline));
  return section;
}

// The query stands in the address after '#', which no server sees; the other language's link takes it along.
function remember(query) {
  const parameters = new URLSearchParams({ query, ...(view ? { view } : {}) });
  const here = `${location.pathname}?lang=${language}#${parameters}`;
  const before = new URLSearchParams(location.hash.slice(1)).toString();
  if (before !== parameters.toString()) history[location.hash ? "pushState" : "replaceState"](null, "", here);
  for (const link of document.querySelectorAll("a.lang")) {
    const other = new URL(link.href);
    other.hash = parameters;
    for (const name of ["query", "example"]) other.searchParams.delete(name);
    link.href = other.href;
  }
}

function recalled() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const query = parameters.get("query");
  if (!query) return false;
  view = parameters.get("view") || "";
  if (query !== editor.get()) editor.set(query);
  return true;
}

function open(example) {
  if (running) running.abort();
  view = example.view;
  editor.set(example.query);
  chosen.replaceChildren(make("h2", {}, example.title), make("p", {}, example.text));
  chosen.hidden = false;
  (matchMedia("(max-width: 68rem)").matches ? chosen : root).scrollIntoView({ block: "start" });
  setTimeout(run);
}

// A file of the page; null where it is not installed or does not come.
async function fetched(address) {
  if (!address) return null;
  try {
    const found = await fetch(address);
    return found.ok ? await found.json() : null;
  } catch {
    return null;
  }
}

async function completions() {
  const found = await fetch(settings.terms);
  if (!found.ok) throw new Error(`HTTP ${found.status}`);
  return found.json();
}

async function startEditor() {
  if (!settings.editor) return;
  try {
    const { mount } = await import(settings.editor);
    const invalid = field.getAttribute("aria-invalid");
    field.required = false;
    editor = mount(field, { words, completions, prefixes: settings.prefixes, onRun: run });
    const place = root.querySelector("[data-line]");
    if (invalid && place) editor.mark(Number(place.dataset.line), Number(place.dataset.column), place.dataset.message);
  } catch (error) {
    console.warn("The plain field stays:", error.message);
  }
}

function tools() {
  const share = make("button", { type: "button", click: () => (remember(editor.get()), copy(location.href, share, words.copied)) }, words.share);
  runButton.closest("p").append(share);
  answer.before(news);
  form.querySelector("label").addEventListener("click", () => editor.focus());
  for (const plain of form.querySelectorAll(".plain")) plain.remove();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
addEventListener("hashchange", () => recalled() && run());

tools();
exampleList(document.getElementById("examples"), page, open);
const asked = recalled();
const answered = answer.querySelector(".result") !== null;
startEditor().then(() => {
  form.append(make("p", { class: "keys" }, field.hidden ? words.keys : words.keys_plain));
  root.dataset.ready = "";
  if (asked || answered) run();
});
