// Where each event goes: lanes, rows and bubbles. Pure functions; drawing is timeline.js's business.

export const DAY = 86_400_000; // milliseconds
export const ROWS = 3; // rows of marks in a lane before what is over becomes bubbles
export const BIN = 28; // pixels that a bubble stands for
const GAP = 3; // pixels between marks of a row
const WIDEST_LABEL = 190;
export const NARROWEST_LABEL = 62; // about nine letters; a shorter one says nothing

/** Turn the API's events into marks; the end is exclusive, so that a day has a width. */
export function marksOf(events) {
  return events
    .filter((event) => event.date_start)
    .map((event) => ({
      event,
      id: event.event_id,
      start: Date.parse(event.date_start),
      end: Date.parse(event.date_end) + DAY,
      isDay: event.date_precision === "day",
      // Pixels that its mark takes at least: a bar that is not simply asserted bears a shape.
      least: event.date_precision === "day" || event.factuality === "asserted" ? 8 : 16,
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
}

const KEYS = {
  country: (event) => event.countries,
  mechanism: (event) => (event.mechanism ? [event.mechanism] : []),
  type: (event) => [event.event_type],
};

/**
 * Share the marks out to at most `most` lanes, the fullest first; an event of two countries is in both.
 * The last lane takes what has no key (`key: null`), or keys too rare for a lane of their own.
 */
export function lanesOf(marks, by, labels, most) {
  const nameOf = (key) => (by === "type" ? key.toLowerCase() : (labels[key] ?? key));
  const lanes = new Map();
  const without = [];
  for (const mark of marks) {
    const keys = [...new Set(KEYS[by](mark.event) ?? [])];
    if (!keys.length) without.push(mark);
    for (const key of keys) {
      if (!lanes.has(key)) lanes.set(key, []);
      lanes.get(key).push(mark);
    }
  }
  const fullest = [...lanes].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const own = fullest.length > most ? fullest.slice(0, most - 1) : fullest;
  const rest = fullest.slice(own.length);
  const result = own.map(([key, its]) => ({ key, name: nameOf(key), marks: its }));
  const others = [...new Set(rest.flatMap(([, its]) => its))];
  if (others.length) result.push({ key: null, name: `${rest.length} others`, marks: others.sort((a, b) => a.start - b.start) });
  if (without.length) result.push({ key: null, name: `no ${by}`, marks: without });
  return result;
}

/** Give each box {x0, x1} the first row that is free; null where `ROWS` do not suffice. */
function inRows(boxes) {
  const ends = [];
  const placed = [];
  for (const box of boxes) {
    let row = ends.findIndex((end) => end <= box.x0);
    if (row < 0) row = ends.length;
    if (row >= ROWS) return null;
    ends[row] = box.x1 + GAP;
    placed.push({ ...box, row });
  }
  return placed;
}

/** Part boxes, sorted by x0, where there is room for a bubble's edge between them. */
function clusters(boxes) {
  const found = [];
  let end = -Infinity;
  for (const box of boxes) {
    if (box.x0 > end + BIN / 2) found.push([]);
    found.at(-1).push(box);
    end = Math.max(end, box.x1);
  }
  return found;
}

/** Join boxes whose middles share a bin into one bubble at the bin's middle; a lonely one stays itself. */
function bubbles(boxes) {
  const bins = new Map();
  for (const box of boxes) {
    const bin = Math.floor((box.x0 + box.x1) / 2 / BIN);
    if (!bins.has(bin)) bins.set(bin, []);
    bins.get(bin).push(box);
  }
  return [...bins].map(([bin, its]) =>
    its.length === 1
      ? { ...its[0], row: 0 }
      : { marks: its.map((box) => box.mark), x0: bin * BIN, x1: (bin + 1) * BIN, row: 0 },
  );
}

/** Keep marks where they fit and make bubbles where not; a lane that is mostly crowded is all bubbles. */
function asRoomAllows(boxes) {
  const parts = clusters(boxes).map((cluster) => ({ cluster, rows: inRows(cluster) }));
  const crowded = parts.reduce((sum, { cluster, rows }) => sum + (rows ? 0 : cluster.length), 0);
  if (crowded > boxes.length / 2) return bubbles(boxes);
  return parts.flatMap(({ cluster, rows }) => rows ?? bubbles(cluster));
}

/** Give each item the pixels that are free behind it in its row; a bubble takes every row. */
function measureRoom(items, width) {
  const free = new Array(ROWS).fill(width);
  for (const item of items.toSorted((a, b) => b.x0 - a.x0)) {
    item.room = free[item.row] - item.x1 - 8;
    if (item.marks) free.fill(item.x0);
    else free[item.row] = item.x0;
  }
}

/**
 * Lay out one lane for the time scale `x` (time → pixels) and the `width` that is shown of it. Where marks
 * find no row they become bubbles. Returns {rows, items}; an item is {mark} or {marks}, a bubble, with x0, x1,
 * row and the room for its label.
 */
export function layOut(lane, x, width, labelWidth) {
  const boxes = [];
  for (const mark of lane.marks) {
    const middle = (x(mark.start) + x(mark.end)) / 2;
    const half = Math.max(x(mark.end) - x(mark.start), mark.least) / 2;
    if (middle + half < 0 || middle - half > width) continue;
    boxes.push({ mark, x0: Math.max(middle - half, -8), x1: Math.min(middle + half, width + 8) });
  }
  boxes.sort((a, b) => a.x0 - b.x0);
  const labelled = boxes.map((box) => ({ ...box, bare: box.x1, x1: box.x1 + Math.min(labelWidth(box.mark), WIDEST_LABEL) + 6 }));
  const items = inRows(labelled)?.map((box) => ({ ...box, x1: box.bare })) ?? asRoomAllows(boxes);
  measureRoom(items, width);
  return { rows: Math.max(1, ...items.map((item) => item.row + 1)), items };
}
