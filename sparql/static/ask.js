// Asks the endpoint, and reads what it answers.
import { COLUMNS, statements } from "./statements.js";

const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";
const LONG = 6000;

export class Refusal extends Error {
  constructor(message, place, status) {
    super(message);
    this.place = place;
    this.status = status;
  }
}

// The address of a result in a format; null where the query is too long for one.
export function address(endpoint, query, format) {
  const link = `${endpoint}?${new URLSearchParams(format ? { query, format } : { query })}`;
  return link.length > LONG ? null : link;
}

export async function ask(endpoint, query, language, signal) {
  const began = performance.now();
  const link = address(endpoint, query, "");
  const request = { headers: { Accept: ACCEPT }, signal, credentials: "omit" };
  if (!link) Object.assign(request, { method: "POST", body: new URLSearchParams({ query }) });
  const answer = await fetch(link || endpoint, request);
  const body = await answer.text();
  const about = {
    seconds: (performance.now() - began) / 1000,
    release: answer.headers.get("OpenData-Release") || "",
    truncated: answer.headers.get("OpenData-Truncated") || "",
    remaining: answer.headers.get("RateLimit-Remaining") || "",
    bytes: body.length,
  };
  if (!answer.ok) throw refusal(body, answer.status, language);
  const type = answer.headers.get("Content-Type") || "";
  if (!type.includes("json")) {
    const rows = statements(body);
    return { ...about, form: "graph", variables: COLUMNS, rows, text: body, count: rows.length };
  }
  const found = JSON.parse(body);
  if ("boolean" in found) return { ...about, form: "ask", boolean: found.boolean, text: body };
  const rows = found.results.bindings;
  return { ...about, form: "rows", variables: found.head.vars, rows, text: body, count: rows.length };
}

// Errors are said in English, then in Vietnamese; a syntax error names its line and column.
function refusal(body, status, language) {
  const [english, vietnamese] = body.trim().split("\n\n");
  const found = /line (\d+), column (\d+)/.exec(english || "");
  const place = found && Number(found[1]) > 0 ? { line: Number(found[1]), column: Math.max(Number(found[2]), 1) } : null;
  return new Refusal((language === "vi" && vietnamese) || english || `HTTP ${status}`, place, status);
}

// The same graph in Turtle, which people read more easily; null where it does not come.
export async function turtle(endpoint, query) {
  const link = address(endpoint, query, "ttl");
  try {
    const found = link ? await fetch(link, { credentials: "omit" }) : null;
    return found?.ok ? await found.text() : null;
  } catch {
    return null;
  }
}
