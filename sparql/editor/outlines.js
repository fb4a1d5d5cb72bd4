// Writes the outlines that the map draws, from Natural Earth (public domain) as npm's world-atlas has it:
// the land and borders of the world, and Vietnam larger, each as one SVG path of degrees with y downwards.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const VIETNAM = "704";
const ANTARCTICA = "010";

function path(geometry, digits) {
  const number = (value) => String(Number(value.toFixed(digits)));
  const ring = (points) => {
    const drawn = points.map(([x, y]) => `${number(x)} ${number(-y)}`);
    return `M${drawn.filter((each, index) => each !== drawn[index - 1]).join("L")}`;
  };
  const { type, coordinates } = geometry;
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  return polygons.map((rings) => rings.flatMap(unwrapped).map((each) => `${ring(each)}Z`).join("")).join("");
}

// A ring that crosses the antimeridian goes on beyond 180 degrees, and stands on the map's other edge too.
function unwrapped(points) {
  let turn = 0;
  const going = points.map(([x, y], index) => {
    const step = index ? x - points[index - 1][0] : 0;
    if (step > 180) turn -= 360;
    if (step < -180) turn += 360;
    return [x + turn, y];
  });
  const shifted = (by) => going.map(([x, y]) => [x + by, y]);
  if (going.some(([x]) => x > 180)) return [going, shifted(-360)];
  if (going.some(([x]) => x < -180)) return [going, shifted(360)];
  return [going];
}

const world = require("world-atlas/countries-110m.json");
const large = require("world-atlas/countries-50m.json");
const countries = world.objects.countries;
const without = { ...countries, geometries: countries.geometries.filter((each) => each.id !== ANTARCTICA) };
const near = large.objects.countries;
const around = new Set(["704", "418", "116", "764", "156"]);
const neighbours = { ...near, geometries: near.geometries.filter((each) => around.has(each.id)) };
const clipped = (geometry) => clip(geometry, [98, -24.5, 118, -5]);

// Cuts rings to a frame of degrees (x from, y from, x to, y to; y downwards), by Sutherland and Hodgman.
function clip(geometry, [west, north, east, south]) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const sides = [
    [([x]) => x - west, 0, west],
    [([x]) => east - x, 0, east],
    [([, y]) => -y - north, 1, -north],
    [([, y]) => south + y, 1, -south],
  ];
  const cut = (points) =>
    sides.reduce((ring, [inside]) => {
      const kept = [];
      ring.forEach((point, index) => {
        const before = ring[(index + ring.length - 1) % ring.length];
        const [a, b] = [inside(before), inside(point)];
        if (a >= 0 !== b >= 0) {
          const share = a / (a - b);
          kept.push([before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])]);
        }
        if (b >= 0) kept.push(point);
      });
      return kept;
    }, points);
  const coordinates = polygons.map((rings) => rings.map(cut).filter((ring) => ring.length > 2)).filter((rings) => rings.length);
  return { type: "MultiPolygon", coordinates };
}

const vietnam = near.geometries.find((each) => each.id === VIETNAM);
const outlines = {
  source: "Natural Earth (public domain)",
  world: path(feature(world, { type: "GeometryCollection", geometries: without.geometries }).features.reduce(joined, { type: "MultiPolygon", coordinates: [] }), 1),
  vietnam: path(feature(large, vietnam).geometry, 2),
  neighbours: neighbours.geometries
    .filter((each) => each.id !== VIETNAM)
    .map((each) => path(clipped(feature(large, each).geometry), 2))
    .join(""),
};

function joined(whole, { geometry }) {
  const more = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  whole.coordinates.push(...more);
  return whole;
}

writeFileSync(process.argv[2], JSON.stringify(outlines));
