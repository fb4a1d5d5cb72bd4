// Reads N-Triples, as the endpoint writes them: a statement a line.

const IRI = "<([^<>]*)>";
const LINE = new RegExp(`^(?:${IRI}|_:(\\S+)) ${IRI} (?:${IRI}|_:(\\S+)|"((?:[^"\\\\]|\\\\.)*)"(?:@([A-Za-z0-9-]+)|\\^\\^${IRI})?) \\.$`);
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g;
const MEANT = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

const plain = (text) => text.replace(ESCAPE, (_, short, long, sign) => (sign ? MEANT[sign] || sign : String.fromCodePoint(parseInt(short || long, 16))));

const node = (iri, blank) => (iri === undefined ? { type: "bnode", value: blank } : { type: "uri", value: plain(iri) });

function literal(text, language, datatype) {
  const term = { type: "literal", value: plain(text) };
  if (language) term["xml:lang"] = language;
  if (datatype) term.datatype = datatype;
  return term;
}

// As rows of a result with the columns subject, predicate and object.
export const COLUMNS = ["subject", "predicate", "object"];

export function statements(text) {
  const rows = [];
  for (const line of text.split("\n")) {
    const found = LINE.exec(line.trim());
    if (!found) continue;
    const [, iri, blank, predicate, object, objectBlank, value, language, datatype] = found;
    rows.push({
      subject: node(iri, blank),
      predicate: node(predicate),
      object: value === undefined ? node(object, objectBlank) : literal(value, language, datatype),
    });
  }
  return rows;
}
