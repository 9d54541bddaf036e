"use strict";
// Reading with the pointer or the keyboard: one statement at a time, all its parts in the text and its card beside it;
// filters over the list; citations for the clipboard. The page is complete without.
(() => {
  const page = document.querySelector(".onrecord");
  const text = page.querySelector(".text");
  const panel = page.querySelector(".statements");
  const cards = [...panel.querySelectorAll(".card")];
  if (!cards.length) return;
  const parts = new Map(cards.map((card) => [card.dataset.s, [card]])); // number -> its card, its elements in the text
  for (const element of text.querySelectorAll("[data-s]")) parts.get(element.dataset.s).push(element);
  const cardOf = (number) => parts.get(number)[0];
  const wide = () => panel.scrollHeight > panel.clientHeight;
  let [shown, lit] = [null, []];

  function light(number, look) {
    for (const element of parts.get(number)) {
      element.classList.add(look);
      lit.push(element);
    }
  }

  function hide() {
    for (const element of lit) element.classList.remove("on", "around", "sheet");
    page.classList.remove("reading");
    [shown, lit] = [null, []];
  }

  function show(number, fromText) {
    const card = cardOf(number);
    if (number !== shown) {
      hide();
      shown = number;
      page.classList.add("reading");
      light(number, "on");
      for (let outer = card.dataset.outer; outer; outer = cardOf(outer).dataset.outer) light(outer, "around");
    }
    if (!fromText) return;
    card.classList.add("sheet");
    const [box, frame] = [card.getBoundingClientRect(), panel.getBoundingClientRect()];
    if (wide() && (box.top < frame.top + 150 || box.bottom > frame.bottom)) panel.scrollTop += box.top - frame.top - frame.height / 3;
  }

  function follow(event) {
    const element = event.target.closest("[data-s]");
    if (element && !element.classList.contains("off")) show(element.dataset.s, text.contains(element));
  }

  function arrive() { // by a link to a statement
    const number = document.getElementById(location.hash.slice(1))?.closest("[data-s]")?.dataset.s;
    if (!number || cardOf(number).classList.contains("off")) return;
    show(number, false);
    if (wide()) parts.get(number)[1]?.scrollIntoView({ block: "center" });
  }

  function step(event) { // from one number to the next, in the text or in the list
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = event.target.closest(".at, .who > .back");
    if (!by || !from || event.ctrlKey || event.altKey || event.metaKey) return;
    const all = [...page.querySelectorAll(from.matches(".at") ? "a.at:not(.off)" : ".card:not(.off) > .who > a.back")];
    all[all.indexOf(from) + by]?.focus();
    event.preventDefault();
  }

  page.addEventListener("pointerover", follow);
  page.addEventListener("focusin", follow);
  page.addEventListener("click", (event) => {
    if (!event.target.closest("[data-s], .head")) hide();
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    step(event);
  });

  // Filters and what they leave
  const make = (tag, fields, ...children) => {
    const element = Object.assign(document.createElement(tag), fields);
    element.append(...children);
    return element;
  };
  const status = make("p", { className: "status", role: "status" });
  const told = (card, where) => [...card.querySelectorAll(where)].map((element) => element.textContent);

  const filters = Object.entries({
    Speaker: ".name bdi", Stance: ".stance", Quotation: ".kind", Source: ".sort",
  }).flatMap(([label, where]) => {
    const sums = new Map();
    for (const card of cards) for (const value of told(card, where)) sums.set(value, (sums.get(value) ?? 0) + 1);
    if (sums.size < 2) return [];
    const select = make("select", { onchange: filter }, new Option(`all ${sums.size}`, ""));
    for (const [value, sum] of [...sums].sort((one, other) => other[1] - one[1])) select.append(new Option(`${value} (${sum})`, value));
    return [{ where, select, field: make("label", {}, label, select) }];
  });

  function filter() {
    hide();
    const chosen = filters.filter(({ select }) => select.value);
    let left = 0;
    for (const [card, ...elements] of parts.values()) {
      const wanted = chosen.every(({ where, select }) => told(card, where).includes(select.value));
      for (const element of [card, ...elements]) element.classList.toggle("off", !wanted);
      left += wanted;
    }
    status.textContent = chosen.length ? `${left} of ${cards.length} shown ` : "";
    if (chosen.length) status.append(make("button", { type: "button", onclick: reset }, "Show all"));
  }

  function reset() {
    for (const { select } of filters) select.value = "";
    filter();
    filters[0].select.focus();
  }

  const group = make("div", { className: "filters", role: "group", ariaLabel: "Filter statements" }, ...filters.map(({ field }) => field));
  panel.querySelector(".head").append(group, status);

  // Citations
  function citation(card) {
    const words = (where, between) => told(card, where).join(between).replace(/\s+/g, " ").trim();
    const chain = words(".chain bdi", ", told by ");
    const who = `${words(".name")} (${words(".stance")}${chain && `, on the word of ${chain}`})`;
    return `${who}: ${words(".what")} — ${panel.dataset.report}, statement ${words(".ref").replace(" · ", ", ")}.`;
  }

  async function copy(words) {
    if (navigator.clipboard) return navigator.clipboard.writeText(words);
    const put = (event) => { // a page from plain HTTP has no clipboard of its own
      event.clipboardData.setData("text/plain", words);
      event.preventDefault();
    };
    document.addEventListener("copy", put, { once: true });
    if (!document.execCommand("copy")) throw new Error("not copied");
  }

  for (const card of cards) {
    const number = card.dataset.s;
    const button = make("button", { type: "button", ariaLabel: `Copy citation of statement ${number}` }, "Copy citation");
    button.onclick = () => copy(citation(card)).then(
      () => { status.textContent = `Citation of statement ${number} copied`; },
      () => { status.textContent = "The browser does not let this page copy"; },
    );
    card.querySelector(".cite").append(button);
  }

  addEventListener("hashchange", arrive);
  arrive();
})();
