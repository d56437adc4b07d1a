// One mark or bubble of the drawing: its shape, label and link.
/* global d3 */
import { BIN, DAY, NARROWEST_LABEL } from "./lanes.js";

const pen = document.createElement("canvas").getContext("2d");
pen.font = "12px system-ui, sans-serif";

const SHAPES = {
  planned: "M-4,-6.5h8v13h-8z",
  possible: "M0,-7.5L6,0L0,7.5L-6,0z",
  negated: "M-5,-5L5,5M5,-5L-5,5",
  underspecified: "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z",
  asserted: "M-2.5,-7.5h5v15h-5z",
};

const shapeOf = (event) => SHAPES[event.factuality] ?? SHAPES.underspecified;
const describe = (event) => `${event.title}. ${event.when}. ${event.factuality}.`;
export const isoDay = (time) => new Date(time).toISOString().slice(0, 10);

export const widthOf = (text) => pen.measureText(text).width;

/** Cut `text` to `room` pixels, with an ellipsis: after a word if one ends late enough, never inside a character. */
export function fit(text, room) {
  if (widthOf(text) <= room) return text;
  const letters = Array.from(text);
  let few = 0;
  let many = letters.length;
  while (many - few > 1) {
    const middle = (few + many) >> 1;
    if (widthOf(`${letters.slice(0, middle).join("")}…`) <= room) few = middle;
    else many = middle;
  }
  const word = letters[few] === " " ? few : letters.lastIndexOf(" ", few - 1);
  return `${letters.slice(0, word > few / 2 ? word : few).join("")}…`;
}

function drawMark(node, { mark, x0, x1, room, y }, { chosen, link }) {
  const { event } = mark;
  // A day that is wide enough to be seen as one is still drawn as a tick, in its middle.
  const middle = mark.isDay ? (x0 + x1) / 2 : x0;
  const width = x1 - x0;
  const kind = mark.isDay ? (event.factuality === "asserted" ? "solid" : "hollow") : "span";
  node
    .attr("class", `item ${kind} ${event.factuality}${event.event_id === chosen ? " chosen" : ""}`)
    .attr("href", link(event))
    .attr("data-event", event.event_id)
    .attr("aria-label", describe(event));
  node.select(".shape").attr("d", mark.isDay ? shapeOf(event) : `M0,-6.5h${width}v13h${-width}z`);
  node.select(".shape").attr("transform", `translate(${middle},${y})`);
  // What is told of a whole month may be planned or denied too: a bar bears the shape that a tick would have.
  const glyph = mark.isDay || event.factuality === "asserted" ? null : shapeOf(event);
  node.select(".glyph").attr("d", glyph).attr("transform", `translate(${Math.max(x0, 0) + 8},${y}) scale(0.6)`);
  const reach = mark.isDay ? 9 : width / 2 + 2;
  node
    .select(".hit")
    .attr("x", (mark.isDay ? middle : x0 + width / 2) - reach)
    .attr("y", y - 9.5)
    .attr("width", 2 * reach)
    .attr("height", 19);
  const inside = !mark.isDay && width > NARROWEST_LABEL + 10;
  const space = inside ? width - 12 - (glyph ? 10 : 0) : room;
  node
    .select("text")
    .attr("class", "label")
    .attr("x", inside ? Math.max(x0, 0) + (glyph ? 16 : 6) : mark.isDay ? middle + 9 : x1 + 5)
    .attr("y", y + 4)
    .text(space >= NARROWEST_LABEL ? fit(event.title, space) : "");
}

function drawBubble(node, { marks, x0, x1, y, lane }, { by, narrow }) {
  const radius = Math.min(7 + 1.3 * Math.sqrt(marks.length), BIN / 2 - 1);
  const middle = (x0 + x1) / 2;
  const since = isoDay(d3.min(marks, (mark) => mark.start));
  const until = isoDay(d3.max(marks, (mark) => mark.end) - DAY);
  const only = lane.key === null ? {} : { [by]: lane.key };
  node
    .attr("class", "item many")
    .attr("href", narrow({ ...only, since, until }))
    .attr("data-event", null)
    .attr("aria-label", `${marks.length} events in ${lane.name}, ${since} to ${until}: look closer`);
  node.select(".shape").attr("d", d3.arc()({ innerRadius: 0, outerRadius: radius, startAngle: 0, endAngle: 2 * Math.PI }));
  node.select(".shape").attr("transform", `translate(${middle},${y})`);
  node.select(".glyph").attr("d", null);
  node
    .select(".hit")
    .attr("x", middle - radius - 2)
    .attr("y", y - radius - 2)
    .attr("width", 2 * radius + 4)
    .attr("height", 2 * radius + 4);
  node.select("text").attr("class", "count").attr("x", middle).attr("y", y + 4).text(marks.length);
}

/** Draw an item of a lane into its link `node`; `timeline` says what is chosen and where links lead. */
export function drawItem(node, item, timeline) {
  if (item.mark) drawMark(node, item, timeline);
  else drawBubble(node, item, timeline);
}
