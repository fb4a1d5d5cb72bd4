// Terms of results as people read them.
import { make } from "./dom.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "long", "int", "nonNegativeInteger", "positiveInteger"].map((name) => XSD + name),
);

export const isNumber = (term) => term !== undefined && term.type === "literal" && NUMBERS.has(term.datatype);

// A number, also of text that is one; NaN for anything else.
export function numberOf(term) {
  if (term === undefined || term.type !== "literal") return NaN;
  return isNumber(term) || /^-?\d+(\.\d+)?$/.test(term.value) ? Number(term.value) : NaN;
}

export class Terms {
  constructor({ prefixes, base }) {
    this.base = base;
    this.spaces = Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);
  }

  short(iri) {
    for (const [name, space] of this.spaces) {
      const rest = iri.slice(space.length);
      if (iri.startsWith(space) && rest && !/[/#?]/.test(rest)) return `${name}:${rest}`;
    }
    return this.base && iri.startsWith(this.base) ? `/${iri.slice(this.base.length)}` : iri;
  }

  link(iri) {
    if (this.base && iri.startsWith(this.base)) return `/${iri.slice(this.base.length).replace(/^\/+/, "")}`;
    return /^https?:\/\//.test(iri) ? iri : "";
  }

  text(term) {
    if (term === undefined) return "";
    if (term.type === "uri") return this.short(term.value);
    if (term.type === "bnode") return `_:${term.value}`;
    return typeof term.value === "string" ? term.value : JSON.stringify(term.value);
  }

  nodes(term) {
    if (term === undefined) return [];
    const text = this.text(term);
    if (term.type === "uri") {
      const link = this.link(term.value);
      return [link ? make("a", { href: link, title: term.value, rel: "noreferrer" }, text) : make("span", { title: term.value }, text)];
    }
    const language = term["xml:lang"];
    if (language) return [make("span", { lang: language }, text), " ", make("small", { class: "tag" }, language)];
    if (term.datatype && !isNumber(term)) return [text, " ", make("small", { class: "tag" }, this.short(term.datatype))];
    return [text];
  }
}
