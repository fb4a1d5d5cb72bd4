// The editor of the query page: CodeMirror in a shadow root, where its styles are constructed style sheets,
// which a Content-Security-Policy without 'unsafe-inline' allows.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, LanguageSupport, bracketMatching, indentOnInput, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { lintGutter, lintKeymap, linter } from "@codemirror/lint";
import { EditorState, Prec, StateEffect } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { completionSource } from "./completion.js";

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", minHeight: "14rem", maxHeight: "70vh", fontSize: "var(--editor-size, .92rem)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Noto Sans Mono", monospace', lineHeight: "1.55", minHeight: "14rem" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--quiet)", border: "0", minHeight: "14rem" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--line) 30%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)",
  },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "16rem", fontFamily: "inherit", maxWidth: "min(34rem, 90vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".3rem .5rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { opacity: ".75", fontStyle: "normal" },
  // CodeMirror draws these with images in data: addresses, which the page's policy refuses.
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy 1.5px", textUnderlineOffset: ".2em" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecorationColor: "#d0342c", backgroundColor: "var(--mark)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecorationColor: "#b7791f" },
  ".cm-lintRange-active": { backgroundColor: "var(--mark)" },
  ".cm-lint-marker": { width: ".8em", height: ".8em", borderRadius: "50%", margin: ".3em 0" },
  ".cm-lint-marker-error": { content: "normal", backgroundColor: "#d0342c" },
  ".cm-lint-marker-warning": { content: "normal", backgroundColor: "#d69e2e", borderRadius: "0" },
  ".cm-lintPoint:after": { borderBottomColor: "#d0342c" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap" },
  ".cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--accent) 20%, transparent)" },
});

// The package leaves prefixed names, `a` and language tags without a colour.
const language = SparqlLanguage.configure({
  props: [styleTags({ "Pname_ln Pname_ns": tags.typeName, A_predicate: tags.keyword, Langtag: tags.string })],
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword, tags.modifier], color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.variableName, tags.local(tags.variableName), tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.string, tags.literal, tags.number, tags.integer, tags.bool], color: "var(--code-string)" },
  { tag: [tags.url, tags.atom, tags.link, tags.namespace, tags.propertyName, tags.typeName, tags.className], color: "var(--code-iri)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.name), tags.standard(tags.name)], color: "var(--code-keyword)" },
]);

// The server has said whether the text is a query.
const answered = StateEffect.define();

// Mounts the editor before a textarea, which it keeps in step and hides. Throws where the browser is too old.
export function mount(textarea, { words, completions, prefixes, onRun }) {
  if (!("adoptedStyleSheets" in document)) throw new Error("no constructed style sheets");
  const host = document.createElement("div");
  host.className = "cm-host";
  const root = host.attachShadow({ mode: "open", delegatesFocus: true });
  textarea.before(host);
  let refusal = null; // what the server said of this text: { line, column, message }

  const run = () => (onRun(), true);
  const problems = linter(
    (view) => [...(refusal ? fromServer(view, refusal) : []), ...wrongSyntax(view, words), ...undeclared(view, prefixes, words)],
    { delay: 700, needsRefresh: (update) => update.transactions.some(({ effects }) => effects.some((each) => each.is(answered))) },
  );
  const state = (doc) =>
    EditorState.create({
      doc,
      extensions: [
        Prec.highest(keymap.of([{ key: "Ctrl-Enter", mac: "Cmd-Enter", run }, { key: "Ctrl-Enter", run }])),
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        new LanguageSupport(language),
        autocompletion({ override: [completionSource(completions, prefixes, words)], maxRenderedOptions: 60 }),
        problems,
        syntaxHighlighting(colours),
        theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": words.editor_label, spellcheck: "false", autocapitalize: "off" }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          refusal = null;
          delete host.dataset.error;
          textarea.value = update.state.doc.toString();
        }),
      ],
    });
  const view = new EditorView({ state: state(textarea.value), root, parent: root });
  textarea.hidden = true;
  return {
    get: () => view.state.doc.toString(),
    set: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    focus: () => view.focus(),
    mark: (line, column, message) => {
      refusal = { line, column, message };
      host.dataset.error = `${line}:${column}`;
      const at = position(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true, effects: answered.of(true) });
      view.focus();
    },
    clear: () => {
      refusal = null;
      delete host.dataset.error;
      view.dispatch({ effects: answered.of(false) });
    },
  };
}

function position(doc, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + Math.max(column - 1, 0), found.to);
}

// The engine counts characters as code points; the editor counts UTF-16 units.
function fromServer(view, refusal) {
  const { doc } = view.state;
  const line = doc.line(Math.min(Math.max(refusal.line, 1), doc.lines));
  const before = Array.from(line.text).slice(0, Math.max(refusal.column - 1, 0)).join("").length;
  const from = Math.min(line.from + before, line.to);
  const to = Math.min(from + 1, doc.length);
  const start = from === to ? Math.max(from - 1, 0) : from;
  return [{ from: start, to: Math.max(to, start), severity: "error", message: refusal.message }];
}

// Where the text stops being SPARQL, as the editor's grammar sees it; the server has the last word.
function wrongSyntax(view, words) {
  let first = null;
  const { length } = view.state.doc;
  if (!view.state.doc.toString().trim()) return [];
  syntaxTree(view.state).iterate({
    enter(node) {
      if (first === null && node.type.isError) first = { from: node.from, to: Math.max(node.to, Math.min(node.from + 1, length)) };
      return first === null;
    },
  });
  if (first === null) return [];
  if (first.from === first.to) first.from = Math.max(first.from - 1, 0);
  return [{ ...first, severity: "warning", message: words.syntax }];
}

function undeclared(view, prefixes, words) {
  const { doc } = view.state;
  const declared = new Set();
  const used = [];
  syntaxTree(view.state).iterate({
    enter(node) {
      if (node.name === "PrefixDecl") {
        const match = /prefix\s+([^\s:]*):/i.exec(doc.sliceString(node.from, node.to));
        if (match) declared.add(match[1]);
        return false;
      }
      if (node.name === "PrefixedName") {
        const text = doc.sliceString(node.from, node.to);
        used.push({ from: node.from, to: node.to, name: text.slice(0, text.indexOf(":")) });
      }
      return true;
    },
  });
  return used
    .filter((each) => !declared.has(each.name))
    .map(({ from, to, name }) => ({
      from,
      to,
      severity: "error",
      message: words.undeclared,
      actions: prefixes[name] ? [{ name: `PREFIX ${name}:`, apply: (target) => declare(target, name, prefixes[name]) }] : [],
    }));
}

function declare(view, name, iri) {
  view.dispatch({ changes: { from: 0, insert: `PREFIX ${name}: <${iri}>\n` } });
}
