// The drawing: lanes of marks over a time axis, with zoom, pan and a way through by keyboard.
/* global d3 */
import { DAY, lanesOf, layOut, marksOf } from "./lanes.js";
import { drawItem, fit, isoDay, widthOf } from "./marks.js";

const ROW = 20; // pixels
const AXIS = 26;
const MOST_LANES = 11;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Timeline {
  /** `box` is the element to draw in; `link(event)` and `narrow(changes)` give addresses; `by` is the kind of lane. */
  constructor(box, { events, labels, by, link, narrow, chosen }) {
    Object.assign(this, { box, by, link, narrow, chosen });
    this.marks = marksOf(events);
    this.narrowBox = false;
    this.active = null;
    this.lanes = lanesOf(this.marks, by, labels, MOST_LANES);
    this.widths = new Map();
    this.svg = d3.select(box).append("svg").attr("role", "group").attr("aria-label", "Timeline of the events");
    this.hint = d3.select(box).append("div").attr("class", "hint").attr("aria-hidden", "true").attr("hidden", "");
    this.zoom = d3
      .zoom()
      // The wheel scrolls the page unless Ctrl or ⌘ is held; a drag or two fingers move the timeline.
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button))
      .on("zoom", () => this.draw());
    this.svg.call(this.zoom).on("dblclick.zoom", null).on("keydown", (event) => this.onKey(event));
    new ResizeObserver(() => this.resize()).observe(box);
  }

  resize() {
    const width = this.box.clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    this.narrowBox = width < 620;
    this.gutter = this.narrowBox ? 0 : this.by === "mechanism" ? 250 : 160;
    this.room = width - this.gutter;
    const first = d3.min(this.marks, (mark) => mark.start);
    const last = d3.max(this.marks, (mark) => mark.end);
    const margin = Math.max((last - first) * 0.03, 15 * DAY);
    // The newest events stand at the right end and want room for their names.
    const span = [first - margin, last + 3 * margin];
    this.base = d3.scaleUtc(span, [this.gutter, width]);
    this.deepest = Math.max(1, ((span[1] - span[0]) / DAY) * (40 / this.room)); // a day is then 40 pixels
    this.zoom
      .scaleExtent([1, this.deepest])
      .extent([[this.gutter, 0], [width, 1]])
      .translateExtent([[this.gutter, 0], [width, 1]]);
    this.draw();
  }

  get x() {
    return d3.zoomTransform(this.svg.node()).rescaleX(this.base);
  }

  labelWidth(mark) {
    if (!this.widths.has(mark.id)) this.widths.set(mark.id, widthOf(mark.event.title));
    return this.widths.get(mark.id);
  }

  draw() {
    const x = this.x;
    const head = this.narrowBox ? 18 : 0;
    let y = AXIS;
    const lanes = this.lanes.map((lane, index) => {
      const laid = layOut(lane, (time) => x(time) - this.gutter, this.room, (mark) => this.labelWidth(mark));
      const height = head + laid.rows * ROW + 10;
      const placed = { ...lane, ...laid, index, y, height, head };
      y += height;
      return placed;
    });
    this.svg.attr("height", y + 2).attr("viewBox", `0 0 ${this.width} ${y + 2}`);
    this.drawAxis(x, y);
    this.drawLanes(lanes);
    this.drawItems(lanes);
    this.box.dispatchEvent(new CustomEvent("period", { detail: this.period() }));
  }

  period() {
    const [from, to] = this.x.domain();
    return { since: isoDay(from), until: isoDay(to), zoomed: d3.zoomTransform(this.svg.node()).k > 1.001 };
  }

  drawAxis(x, bottom) {
    const axis = d3
      .axisTop(x)
      .ticks(Math.max(2, Math.floor(this.room / 95)))
      .tickSize(-bottom + AXIS)
      .tickPadding(6);
    this.svg
      .selectAll("g.axis")
      .data([null])
      .join((enter) => enter.append("g").attr("class", "axis").attr("aria-hidden", "true"))
      .attr("transform", `translate(0,${AXIS})`)
      .call(axis)
      .selectAll(".tick")
      .attr("class", (time) => (time.getUTCMonth() || time.getUTCDate() > 1 ? "tick" : "tick year"));
  }

  laneName(lane) {
    return fit(lane.name, this.narrowBox ? 260 : this.gutter - 58);
  }

  drawLanes(lanes) {
    const lane = this.svg
      .selectAll("g.lane")
      .data(lanes)
      .join((enter) => {
        const group = enter.append("g").attr("class", "lane");
        group.append("line").attr("class", "lane-line").attr("x1", 0);
        const link = group.append("a").attr("class", "lane-link");
        link.append("text").attr("class", "lane-name");
        link.append("title");
        group.append("text").attr("class", "lane-count");
        return group;
      })
      .attr("transform", (one) => `translate(0,${one.y})`);
    lane.select("line").attr("x2", this.width);
    lane
      .select("a")
      .attr("href", (one) => (one.key === null ? null : this.narrow({ [this.by]: one.key })))
      .attr("aria-label", (one) => (one.key === null ? null : `Only ${one.name}`));
    lane.select(".lane-name").attr("x", 2).attr("y", 17).text((one) => this.laneName(one));
    lane.select("title").text((one) => one.name);
    lane
      .select(".lane-count")
      .attr("x", (one) => (this.narrowBox ? 10 + widthOf(this.laneName(one)) * 1.12 : this.gutter - 14))
      .attr("y", 17)
      .attr("text-anchor", this.narrowBox ? "start" : "end")
      .text((one) => one.marks.length);
  }

  drawItems(lanes) {
    const items = lanes.flatMap((lane) =>
      lane.items.map((item) => ({
        ...item,
        lane,
        key: item.mark ? `${lane.index}:${item.mark.id}` : `${lane.index}:${item.marks[0].id}+${item.marks.length}`,
        y: lane.y + lane.head + 5 + ROW * (item.mark ? item.row + 0.5 : lane.rows / 2),
      })),
    );
    // A nested svg clips what is panned out of sight.
    const layer = this.svg.selectAll("svg.items").data([null]).join("svg").attr("class", "items");
    layer.attr("x", this.gutter).attr("width", this.room).attr("height", "100%");
    if (!items.some((item) => item.key === this.active)) this.active = items[0]?.key ?? null;
    this.items = items;
    layer
      .selectAll("a.item")
      .data(items, (item) => item.key)
      .join((enter) => this.enter(enter))
      .order()
      .attr("tabindex", (item) => (item.key === this.active ? 0 : -1))
      .each((item, index, nodes) => drawItem(d3.select(nodes[index]), item, this));
  }

  enter(enter) {
    const node = enter.append("a");
    node.append("rect").attr("class", "hit").attr("rx", 4);
    node.append("path").attr("class", "shape");
    node.append("path").attr("class", "glyph");
    node.append("text").attr("aria-hidden", "true"); // shortened; the name of the link is whole
    return node
      .on("mouseenter focus", (event, item) => this.showHint(event.currentTarget, item))
      .on("mouseleave blur", () => this.hint.attr("hidden", ""))
      .on("focus.active", (event, item) => this.activate(item.key))
      .on("dragstart", (event) => event.preventDefault())
      .on("click", (event, item) => this.onClick(event, item));
  }

  showHint(target, item) {
    const at = target.querySelector(".shape").getBoundingClientRect();
    const box = this.box.getBoundingClientRect();
    const lines = item.mark
      ? [item.mark.event.title, `${item.mark.event.when} · ${item.mark.event.factuality}`]
      : [`${item.marks.length} events`, "Select to look closer"];
    this.hint.attr("hidden", null).selectAll("*").remove();
    this.hint.append("b").attr("dir", "auto").text(lines[0]);
    this.hint.append("span").text(lines[1]);
    const wide = this.hint.node().offsetWidth;
    const middle = Math.min(Math.max(at.left, box.left) + Math.min(at.width, 60) / 2, box.right) - box.left;
    this.hint
      .style("left", `${Math.max(0, Math.min(middle - wide / 2, box.width - wide))}px`)
      .style("top", `${at.bottom - box.top + 8}px`);
  }

  activate(key) {
    this.active = key;
    this.svg.selectAll("a.item").attr("tabindex", (item) => (item.key === key ? 0 : -1));
  }

  /** A bubble opens by zooming in, as long as that parts its events; then its link lists them. */
  onClick(event, item) {
    if (item.mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const from = d3.min(item.marks, (mark) => mark.start);
    const to = d3.max(item.marks, (mark) => mark.end);
    const now = d3.zoomTransform(this.svg.node()).k;
    if (to - from <= DAY || now >= this.deepest * 0.999) return;
    event.preventDefault();
    this.show(from, to);
  }

  show(from, to) {
    const spare = Math.max((to - from) * 0.25, DAY);
    const [x0, x1] = [this.base(from - spare), this.base(to + spare)];
    const k = Math.min(this.deepest, Math.max(1, this.room / (x1 - x0)));
    const middle = (x0 + x1) / 2;
    this.moved((moving) => moving.call(this.zoom.transform, d3.zoomIdentity.translate(this.gutter + this.room / 2 - k * middle, 0).scale(k)));
  }

  zoomBy(factor) {
    this.moved((moving) => moving.call(this.zoom.scaleBy, factor, [this.gutter + this.room / 2, 0]));
  }

  pan(share) {
    this.moved((moving) => moving.call(this.zoom.translateBy, (-share * this.room) / d3.zoomTransform(this.svg.node()).k, 0));
  }

  reset() {
    this.moved((moving) => moving.call(this.zoom.transform, d3.zoomIdentity));
  }

  moved(move) {
    this.hint.attr("hidden", "");
    move(calm.matches ? this.svg : this.svg.transition().duration(220));
  }

  choose(id) {
    this.chosen = id;
    this.svg.selectAll("a.item").classed("chosen", (item) => item.mark?.id === id);
  }

  onKey(event) {
    const actions = {
      ArrowRight: () => this.step(1),
      ArrowLeft: () => this.step(-1),
      ArrowDown: () => this.stepLane(1),
      ArrowUp: () => this.stepLane(-1),
      "+": () => this.zoomBy(1.8),
      "=": () => this.zoomBy(1.8),
      "-": () => this.zoomBy(1 / 1.8),
      0: () => this.reset(),
      Escape: () => this.hint.attr("hidden", ""),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  }

  focusOn(item) {
    if (!item) return;
    this.activate(item.key);
    this.svg.selectAll("a.item").filter((one) => one.key === item.key).node().focus();
  }

  inLane(index) {
    return this.items.filter((item) => item.lane.index === index).sort((a, b) => a.x0 - b.x0);
  }

  /** Move to the next mark of the lane; past the last one that is shown, bring more into view. */
  step(direction) {
    const here = this.items.find((item) => item.key === this.active);
    if (!here) return;
    const row = this.inLane(here.lane.index);
    const next = row[row.findIndex((item) => item.key === here.key) + direction];
    if (next) this.focusOn(next);
    else this.pan(0.5 * direction);
  }

  stepLane(direction) {
    const here = this.items.find((item) => item.key === this.active);
    if (!here) return;
    for (let index = here.lane.index + direction; index >= 0 && index < this.lanes.length; index += direction) {
      const row = this.inLane(index);
      if (row.length) return void this.focusOn(d3.least(row, (item) => Math.abs(item.x0 - here.x0)));
    }
  }
}
