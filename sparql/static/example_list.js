// The list of examples: found by words and by audience, opened without leaving the page.
import { make, say } from "./dom.js";

const MARKS = /[\u0300-\u036f]/g;
const folded = (text) => text.toLowerCase().normalize("NFD").replace(MARKS, "").replaceAll("đ", "d");

export function exampleList(section, { words, number }, open) {
  if (!section) return;
  const groups = [...section.querySelectorAll("section[data-audience]")];
  const articles = [...section.querySelectorAll("article")];
  const texts = new Map(articles.map((each) => [each, folded(each.textContent)]));
  let audience = "";
  const field = make("input", { type: "search", placeholder: words.filter, "aria-label": words.filter, input: show });
  const found = make("p", { class: "note", role: "status" });
  const buttons = [["", words.everybody], ...groups.map((each) => [each.dataset.audience, words[each.dataset.audience]])].map(([name, text]) =>
    make("button", { type: "button", "aria-pressed": String(name === ""), "data-for": name, click: () => choose(name) }, text),
  );

  function choose(name) {
    audience = name;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.for === name));
    show();
  }

  function show() {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of groups) {
      const fits = !audience || group.dataset.audience === audience;
      let any = false;
      for (const article of group.querySelectorAll("article")) {
        const visible = fits && wanted.every((word) => texts.get(article).includes(word));
        article.hidden = !visible;
        any ||= visible;
        count += Number(visible);
      }
      group.hidden = !any;
    }
    found.textContent = say(words.found, { count: number(count) });
  }

  for (const article of articles) {
    const link = article.querySelector("h4 a");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open({
        name: article.dataset.name,
        view: article.dataset.view,
        title: link.textContent,
        text: article.querySelector("p").textContent,
        query: article.querySelector("pre").textContent,
      });
    });
  }
  section.querySelector("h2").after(field, make("div", { class: "tabs" }, buttons), found);
  show();
}
