// The events in view as a table: sorted and paged by Python, every cell written as text.
const COLUMNS = [
  ["when", "When"],
  ["type", "What"],
  ["place", "Where"],
  ["killed", "Killed"],
];
const SHAPES = {
  a: "M6 1a5 5 0 1 0 .01 0z", g: "M1 1h10v10H1z", c: "M6 0l6 11H0z", h: "M6 0l6 6-6 6-6-6z",
  d: "M3 1h6l3 5-3 5H3L0 6z", p: "M0 1h12L6 12z", s: "M0 3h12v6H0z",
};

function element(name, text, parent) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.append(made);
  return made;
}

function swatch(family, colour) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[family] || SHAPES.s);
  path.setAttribute("fill", colour);
  svg.append(path);
  return svg;
}

function draw(root, data, send) {
  const find = (name) => root.querySelector(`[data-part="${name}"]`);
  find("caption").textContent = data.caption;
  const heads = find("heads");
  heads.replaceChildren();
  for (const [key, label] of COLUMNS) {
    const head = element("th", undefined, heads);
    head.scope = "col";
    const sorted = data.sort === key;
    head.setAttribute("aria-sort", sorted ? (data.descending ? "descending" : "ascending") : "none");
    const button = element("button", label, head);
    button.type = "button";
    button.dataset.key = key;
    button.addEventListener("click", () => send({ sort: key }));
  }
  const body = find("rows");
  body.replaceChildren();
  for (const row of data.rows) {
    const line = element("tr", undefined, body);
    line.dataset.chosen = String(row.id === data.selected);
    const when = element("td", undefined, line), button = element("button", row.when, when);
    button.type = "button";
    button.dataset.key = row.id;
    if (row.id === data.selected) button.setAttribute("aria-current", "true");
    button.setAttribute("aria-label", `${row.when}, ${row.type}, ${row.place}: show the evidence`);
    button.addEventListener("click", () => send({ select: row.id }));
    if (row.note) element("small", row.note, when);
    const what = element("td", undefined, line);
    what.append(swatch(row.family, data.colours[row.family]), row.type);
    if (row.modality) element("small", row.modality, what);
    const place = element("td", undefined, line);
    element("span", row.place, place).dir = "auto";
    if (row.why) element("small", row.why, place);
    element("td", row.killed, line).className = "number";
  }
  find("page").textContent = data.pages > 1 ? `${data.page + 1} of ${data.pages}` : "";
  const turn = (name, to) => {
    const button = find(name);
    button.disabled = to < 0 || to >= data.pages;
    button.onclick = () => send({ page: to });
  };
  turn("previous", data.page - 1);
  turn("next", data.page + 1);
  root.querySelector(".pages").hidden = data.pages < 2;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  if (!data) return;
  // A redraw replaces the buttons: the keyboard stays on the one that was pressed.
  const active = (parentElement.activeElement || parentElement.getRootNode().activeElement || {}).dataset;
  const key = active && active.key;
  draw(parentElement, data, (act) => setTriggerValue("act", act));
  if (key) {
    const again = [...parentElement.querySelectorAll("[data-key]")].find((button) => button.dataset.key === key);
    if (again) again.focus();
  }
}
