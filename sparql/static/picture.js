// Saves a drawing as a file that looks the same elsewhere: what the style sheet says becomes attributes.
import { make } from "./dom.js";

const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "font-family", "font-size", "vector-effect"];

export function saveButton(figure, words) {
  return make("button", { type: "button", click: () => save(figure) }, words.save_svg);
}

function save(figure) {
  const drawing = figure.querySelector("svg");
  if (!drawing) return;
  const twin = drawing.cloneNode(true);
  const shapes = [drawing, ...drawing.querySelectorAll("*")];
  [twin, ...twin.querySelectorAll("*")].forEach((shape, index) => {
    const seen = getComputedStyle(shapes[index]);
    for (const name of STYLES) shape.setAttribute(name, seen.getPropertyValue(name));
    shape.removeAttribute("class");
  });
  const [, , width, height] = drawing.getAttribute("viewBox").split(" ");
  twin.setAttribute("width", width);
  twin.setAttribute("height", height);
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(twin)], { type: "image/svg+xml" }));
  make("a", { href: address, download: "result.svg" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
