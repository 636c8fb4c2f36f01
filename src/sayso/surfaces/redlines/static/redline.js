// Keys, and curves from where sentences stood to where they were moved. Without it all of the page can be read.
"use strict";

(() => {
  const table = document.querySelector(".redline");
  if (!table) return;

  // n and p: the next typed change and the one before. j and k: sentences that differ, where the page around has no use for these keys.
  const changes = [...table.querySelectorAll("a.change-kind")];
  const rows = [...table.querySelectorAll(".redline-row.differs")];
  const stops = { n: [changes, 1], p: [changes, -1] };
  if (!document.querySelector("[data-step]")) Object.assign(stops, { j: [rows, 1], k: [rows, -1] });
  const isBefore = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const find = (list, way) => {
    const here = document.activeElement;
    if (!table.contains(here)) return way > 0 ? list[0] : list[list.length - 1];
    if (way > 0) return list.find((each) => each !== here && isBefore(here, each));
    return list.findLast((each) => each !== here && isBefore(each, here) && !each.contains(here));
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const [list, way] = stops[event.key] || [];
    const target = list && find(list, way);
    if (!target) return;
    event.preventDefault();
    target.focus({ preventScroll: true });
    target.closest(".redline-row").scrollIntoView({ block: "center", behavior: "instant" });
  });
  for (const help of document.querySelectorAll(".keys")) help.hidden = false;

  // The curves.
  const moved = [...table.querySelectorAll("[data-to]")].map((row) => [row, document.getElementById(row.dataset.to)]).filter((pair) => pair[1]);
  if (!moved.length) return;
  const make = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const curves = make("svg", { class: "redline-curves", "aria-hidden": "true" });
  table.append(curves);
  const draw = () => {
    curves.replaceChildren();
    const frame = table.getBoundingClientRect();
    for (const [from, to] of moved) {
      const [start, end] = [from, to].map((row) => row.querySelector(".relation").getBoundingClientRect());
      const [x1, x2] = [start.left - frame.left, end.right - frame.left];
      const [y1, y2] = [start.top - frame.top + 14, end.top - frame.top + 14];
      const bend = (x2 - x1) * 0.9;
      curves.append(make("path", { d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }));
      curves.append(make("circle", { cx: x1, cy: y1, r: 4 }), make("circle", { cx: x2, cy: y2, r: 4 }));
    }
  };
  new ResizeObserver(draw).observe(table);
})();
