// What the page does beyond links and forms: the drawing, and the chosen event without a reload.
import { Timeline } from "./timeline.js";

const drawing = document.getElementById("drawing");
const panel = document.getElementById("event");
const said = document.getElementById("said");
const chosenIn = (query) => new URLSearchParams(query).get("event");
let timeline = null;
let shown = chosenIn(location.search);

/** The address of this page with some parameters changed; an empty value takes one away. */
function address(changes) {
  const query = new URLSearchParams(location.search);
  query.delete("page");
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return `?${query}`;
}

function markChosen(id) {
  for (const row of document.querySelectorAll("tr[data-row]")) row.classList.toggle("chosen", row.dataset.row === id);
  timeline?.choose(id);
}

/** Show an event in the panel, or close it where `id` is null. Its HTML comes escaped from the server, and the page's policy runs no script in it. */
async function showEvent(id) {
  shown = id;
  markChosen(id);
  panel.hidden = !id;
  if (!id) return;
  const response = await fetch(`/event/${encodeURIComponent(id)}/panel${location.search}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (shown !== id) return; // another one was chosen while this one was on its way
  const found = response.ok ? page.body : page.querySelector("main > .card");
  panel.replaceChildren(...found.childNodes);
  panel.scrollTop = 0;
  said.textContent = `Shown: ${panel.querySelector("h1, h2")?.textContent ?? "event"}`;
  if (matchMedia("(max-width: 1020px)").matches) panel.scrollIntoView({ block: "start" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-event]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const id = link.dataset.event;
  const query = new URLSearchParams(location.search);
  query.set("event", id);
  history.pushState({}, "", `?${query}`);
  showEvent(id);
});

window.addEventListener("popstate", () => {
  const id = chosenIn(location.search);
  if (id !== shown) showEvent(id);
});

// Filters left blank need not stand in the address.
document.querySelector("form.filters")?.addEventListener("submit", (event) => {
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filters [disabled]")) field.disabled = false;
});

function bindTools() {
  const actions = {
    in: () => timeline.zoomBy(1.8),
    out: () => timeline.zoomBy(1 / 1.8),
    all: () => timeline.reset(),
  };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => actions[button.dataset.zoom]());
  }
  const only = document.getElementById("only-period");
  drawing.addEventListener("period", ({ detail }) => {
    only.hidden = !detail.zoomed;
    only.href = address({ since: detail.since, until: detail.until });
  });
  document.getElementById("tools").hidden = false;
}

async function draw() {
  const response = await fetch(drawing.dataset.source);
  const note = document.getElementById("drawing-note");
  if (!response.ok) {
    note.textContent = "The timeline could not be read; the table below is complete.";
    return;
  }
  const { events, labels, total } = await response.json();
  if (!events.some((event) => event.date_start)) {
    note.textContent = "None of these events has a date: see the table.";
    return;
  }
  note.hidden = total <= events.length;
  note.textContent = `Drawn are the first ${events.length} of ${total} events; a filter narrows them down.`;
  bindTools();
  timeline = new Timeline(drawing, {
    events,
    labels,
    by: drawing.dataset.lanes,
    chosen: shown,
    link: (event) => `${address({ event: event.event_id })}#event`,
    narrow: address,
  });
  drawing.dataset.ready = "yes";
}

if (drawing) draw();
