// Completes SPARQL's words, the vocabularies' terms by prefixed name, their codes by label, and variables.
import { pickedCompletion, snippetCompletion } from "@codemirror/autocomplete";

const KEYWORDS =
  "SELECT ASK CONSTRUCT DESCRIBE WHERE DISTINCT REDUCED FROM NAMED OPTIONAL FILTER UNION MINUS GRAPH BIND VALUES " +
  "EXISTS NOT ORDER GROUP BY HAVING LIMIT OFFSET ASC DESC AS IN UNDEF PREFIX BASE SEPARATOR";
const FUNCTIONS =
  "COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE RAND ABS CEIL FLOOR ROUND " +
  "CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS " +
  "MINUTES SECONDS TIMEZONE TZ NOW COALESCE IF STRLANG STRDT sameTerm isIRI isBLANK isLITERAL isNUMERIC SUBSTR " +
  "REPLACE REGEX MD5 SHA1 SHA256";
const MARKS = /[\u0300-\u036f]/g;
const MAX_SCAN = 200_000;

const folded = (text) => text.normalize("NFD").replace(MARKS, "").replace(/đ/g, "d").replace(/Đ/g, "D");

export function completionSource(completions, prefixes, words) {
  const fixed = [...keywords(words), ...snippets(words)];
  let listed = null;
  return async (context) => {
    const variable = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
    if (variable) return { from: variable.from, options: variables(context, variable, words), validFor: /^[?$][\p{L}\p{N}_]*$/u };
    const word = context.matchBefore(/<?[\p{L}_][\p{L}\p{N}_.-]*:?[\p{L}\p{N}_-]*/u);
    if (!word && !context.explicit) return null;
    if (inTextOrComment(context)) return null;
    listed ??= await completions().then((found) => options(found, prefixes, words)).catch(() => []);
    return { from: word ? word.from : context.pos, options: [...fixed, ...listed], validFor: /^<?[\p{L}_][\p{L}\p{N}_.-]*:?[\p{L}\p{N}_-]*$/u };
  };
}

function inTextOrComment(context) {
  const { text, from } = context.state.doc.lineAt(context.pos);
  const before = text.slice(0, context.pos - from).replace(/<[^<>"{}|^`\\\s]*>/g, "");
  if (/^(?:[^"'#]|"[^"]*"|'[^']*')*#/.test(before.slice(0, 500))) return true;
  return (before.match(/"/g) || []).length % 2 === 1;
}

const keywords = (words) => [
  ...KEYWORDS.split(" ").map((label) => ({ label, type: "keyword", detail: words.keyword })),
  ...FUNCTIONS.split(" ").map((label) => ({ label, type: "function", detail: words.function, apply: `${label}(` })),
];

const snippets = (words) => [
  snippetCompletion("OPTIONAL { ${} }", { label: "OPTIONAL { }", type: "keyword", detail: words.keyword }),
  snippetCompletion('FILTER(LANG(?${name}) = "${vi}")', { label: "FILTER(LANG())", type: "keyword", detail: words.keyword }),
  snippetCompletion("(COUNT(DISTINCT ?${thing}) AS ?${n})", { label: "COUNT(DISTINCT) AS", type: "function", detail: words.function }),
];

function variables(context, current, words) {
  const text = context.state.doc.sliceString(0, MAX_SCAN);
  const found = new Set();
  for (const match of text.matchAll(/[?$][\p{L}\p{N}_]+/gu)) if (match.index !== current.from) found.add(match[0]);
  return [...found].map((label) => ({ label, type: "variable", detail: words.variable }));
}

function options({ terms, codes }, prefixes, words) {
  const kinds = { class: words.class, property: words.property, function: words.function, search: words.search_word };
  const found = terms.map(([label, kind]) => ({
    label,
    type: kind === "class" || kind === "function" ? kind : "property",
    detail: kinds[kind] || "",
    boost: label.startsWith("bf:") ? 2 : 1,
    apply: (view, completion, from, to) => insert(view, completion, from, to, kind === "function" ? `${label}(` : label, prefixes),
  }));
  for (const [name, iri] of Object.entries(prefixes)) {
    found.push({ label: `${name}:`, type: "namespace", detail: iri, boost: -1, apply: (view, completion, from, to) => insert(view, completion, from, to, `${name}:`, prefixes) });
  }
  for (const { iri, terms: listed } of codes) {
    for (const [code, en, vi] of listed) {
      found.push({
        label: `${en} ${folded(vi)} ${code} <${iri}${code}`,
        displayLabel: `${vi} · ${en}`,
        type: "constant",
        detail: code,
        boost: -2,
        apply: `<${iri}${code}>`,
      });
    }
  }
  return found;
}

// Inserts a prefixed name, and declares its prefix where the query does not yet.
function insert(view, completion, from, to, text, prefixes) {
  const name = text.slice(0, text.indexOf(":"));
  const declared = new RegExp(`prefix\\s+${name}\\s*:`, "i").test(view.state.doc.sliceString(0, MAX_SCAN));
  const changes = [{ from, to, insert: text }];
  let cursor = from + text.length;
  if (!declared && prefixes[name]) {
    const line = `PREFIX ${name}: <${prefixes[name]}>\n`;
    changes.unshift({ from: 0, insert: line });
    cursor += line.length;
  }
  view.dispatch({ changes, selection: { anchor: cursor }, annotations: pickedCompletion.of(completion), userEvent: "input.complete" });
}
