"use strict";
// The table can be searched and sorted; without, it stands in the order given.
(() => {
  const body = document.querySelector("tbody");
  const status = document.querySelector("[role=status]");
  const rows = [...body.rows];
  if (rows.length < 2) return;
  const [all, all_rows] = [status.textContent, rows.slice()];
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const alike = new Intl.Collator("en", { numeric: true }).compare;
  let ordered = all_rows;

  function show() {
    const wanted = search.value.toLowerCase().split(/\s+/);
    const found = ordered.filter((row) => wanted.every((word) => words.get(row).includes(word)));
    const fragment = document.createDocumentFragment();
    for (const row of found) fragment.append(row);
    body.replaceChildren(fragment);
    status.textContent = found.length < rows.length ? `${found.length} of ${all}` : all;
  }

  function sort(head, column) {
    const firstDown = column === 2 || column === 3; // the latest and the most first
    const down = head.ariaSort ? head.ariaSort === "ascending" : firstDown;
    const key = (row) => row.cells[column].querySelector("time")?.dateTime ?? row.cells[column].textContent;
    const keys = new Map(rows.map((row) => [row, key(row)]));
    ordered = rows.slice().sort((one, other) => (down ? -1 : 1) * alike(keys.get(one), keys.get(other)));
    for (const other of document.querySelectorAll("thead th")) other.ariaSort = null;
    head.ariaSort = down ? "descending" : "ascending";
    show();
  }

  document.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.onclick = () => sort(head, column);
    head.append(button);
  });

  const search = document.createElement("input");
  search.type = "search";
  search.oninput = show;
  const label = document.createElement("label");
  label.className = "search";
  label.append("Search ", search);
  document.querySelector(".masthead").append(label);
})();
