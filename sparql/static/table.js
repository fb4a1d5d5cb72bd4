// A table of rows, sorted by whichever column is asked for.
import { make, say } from "./dom.js";
import { isNumber, numberOf } from "./terms.js";

export function table(result, terms, { words, language, shown, number }) {
  const collator = new Intl.Collator(language, { numeric: true });
  const numeric = result.variables.map((name) => result.rows.some((row) => name in row) && result.rows.every((row) => !(name in row) || isNumber(row[name])));
  let order = { column: -1, up: true };
  const body = make("tbody");
  const heads = result.variables.map((name, column) =>
    make(
      "th",
      { scope: "col", class: numeric[column] ? "number" : null },
      make("button", { type: "button", title: say(words.sort_by, { column: name }), click: () => sort(column) }, name),
    ),
  );

  function fill(rows) {
    body.replaceChildren(
      ...rows.slice(0, shown).map((row, index) =>
        make(
          "tr",
          {},
          make("td", { class: "count" }, number(index + 1)),
          result.variables.map((name, column) => make("td", { class: numeric[column] ? "number" : null }, terms.nodes(row[name]))),
        ),
      ),
    );
  }

  function sort(column) {
    order = { column, up: order.column === column ? !order.up : !numeric[column] };
    const name = result.variables[column];
    const keys = new Map(result.rows.map((row) => [row, numeric[column] ? numberOf(row[name]) : terms.text(row[name])]));
    const sign = order.up ? 1 : -1;
    const rows = [...result.rows].sort((a, b) => sign * (numeric[column] ? (keys.get(a) || 0) - (keys.get(b) || 0) : collator.compare(keys.get(a), keys.get(b))));
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", order.up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    fill(rows);
  }

  fill(result.rows);
  return make(
    "div",
    {},
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": words.result },
      make("table", {}, make("thead", {}, make("tr", {}, make("td", { class: "count" }), heads)), body),
    ),
    result.rows.length > shown ? make("p", { class: "note" }, say(words.first_rows, { count: number(shown) })) : null,
  );
}
