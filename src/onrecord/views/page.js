"use strict";
// Reading with the pointer or the keyboard: one statement at a time, all its parts in the text and its card beside it; so
// too one actor, time or place, where their list is turned to; filters over the statements; citations for the clipboard.
// The page is complete without.
(() => {
  const page = document.querySelector(".onrecord");
  const text = page.querySelector(".text");
  const panel = page.querySelector(".panel");
  const cards = [...panel.querySelectorAll(".card")];
  const lists = { statements: "[data-s]", actors: '[data-e^="actor"]', times: '[data-e^="time"]', places: '[data-e^="place"]' };
  const keyOf = (element) => element.dataset.s ?? element.dataset.e;
  const parts = new Map(); // number or name -> its entry in a list, its elements in the text, its point on the map
  for (const entry of panel.querySelectorAll("li[data-s], li[data-e]")) parts.set(keyOf(entry), [entry]);
  for (const element of page.querySelectorAll(".text :is([data-s], [data-e]), .map [data-e]")) parts.get(keyOf(element)).push(element);
  const entryOf = (key) => parts.get(key)[0];
  const wide = () => getComputedStyle(panel).position === "sticky";
  let [list, shown, lit, akin, clicked] = ["", null, [], [], { clientX: -9, clientY: -9 }];

  function turn(name) { // to another list, whose words alone the text then shows
    if (name === list) return;
    hide();
    page.dataset.list = list = name;
    for (const link of page.querySelectorAll(".contents a")) {
      if (link.hash === `#${name}`) link.ariaCurrent = "true";
      else link.removeAttribute("aria-current");
    }
    panel.scrollTop = 0;
  }

  function light(key, look) {
    for (const element of parts.get(key)) {
      element.classList.add(look);
      lit.push(element);
    }
  }

  function hide() {
    for (const element of lit) element.classList.remove("on", "around", "sheet");
    page.classList.remove("reading");
    [shown, lit] = [null, []];
    relate(null);
  }

  function show(key, fromText) {
    if (key !== shown) {
      hide();
      shown = key;
      page.classList.add("reading");
      light(key, "on");
      for (let { outer } = entryOf(key).dataset; outer; outer = entryOf(outer).dataset.outer) light(outer, "around");
    }
    if (!fromText) return;
    entryOf(key).classList.add("sheet");
    reveal(entryOf(key));
  }

  function reveal(entry) {
    const [box, frame] = [entry.getBoundingClientRect(), panel.getBoundingClientRect()];
    if (wide() && (box.top < frame.top + 150 || box.bottom > frame.bottom)) panel.scrollTop += box.top - frame.top - frame.height / 3;
  }

  function relate(mention) { // among statements too: all words for whom these mean
    for (const element of akin) element.classList.remove("akin");
    akin = mention ? parts.get(keyOf(mention)).slice(1) : [];
    for (const element of akin) element.classList.add("akin");
  }

  function follow(event) {
    const element = event.target.closest(lists[list]);
    if (element && !element.classList.contains("off")) show(keyOf(element), !element.matches("li"));
    if (list === "statements") relate(text.contains(event.target) ? event.target.closest(lists.actors) : null);
  }

  function arrive() { // by a link to a list, to one of its entries, or to words in the text
    const target = document.getElementById(location.hash.slice(1));
    const [section, element] = [target?.closest(".panel > section"), target?.closest("[data-s], [data-e]")];
    if (!section && !element) return;
    turn(section?.className ?? Object.keys(lists).find((name) => element.matches(lists[name])));
    if (element && !element.classList.contains("off")) {
      show(keyOf(element), false);
      reveal(entryOf(shown));
      if (wide() && section) parts.get(shown).find((part) => text.contains(part))?.scrollIntoView({ block: "center" });
    }
    if (section && document.activeElement !== target) target.focus({ preventScroll: wide() });
  }

  function step(event) { // from one number or name to the next, in the text or in the list
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = event.target.closest(".at, .who > .back, .title");
    if (!by || !from || event.ctrlKey || event.altKey || event.metaKey) return;
    const alike = from.matches(".at") ? "a.at:not(.off)" : from.matches(".title") ? `.${list} .title` : ".card:not(.off) > .who > a.back";
    const all = [...page.querySelectorAll(alike)];
    all[all.indexOf(from) + by]?.focus();
    event.preventDefault();
  }

  page.addEventListener("pointerover", (event) => { // but not where a click brought something else under the pointer
    if (Math.hypot(event.clientX - clicked.clientX, event.clientY - clicked.clientY) >= 1) follow(event);
  });
  page.addEventListener("focusin", follow);
  page.addEventListener("click", (event) => {
    clicked = event;
    if (!event.target.closest(`${lists[list]}, .head, .contents`)) hide();
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    step(event);
  });
  turn("statements");

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
    for (const card of cards) {
      const wanted = chosen.every(({ where, select }) => told(card, where).includes(select.value));
      for (const element of parts.get(card.dataset.s)) element.classList.toggle("off", !wanted);
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
  if (cards.length) panel.querySelector(".head").append(group, status);

  // Citations
  function citation(card) {
    const words = (where, between) => told(card, where).join(between).replace(/\s+/g, " ").trim();
    const chain = words(".chain bdi", ", told by ");
    const who = `${words(".name")} (${words(".stance")}${chain && `, on the word of ${chain}`})`;
    return `${who}: ${words(".what")} — ${panel.querySelector(".statements").dataset.report}, statement ${words(".ref").replace(" · ", ", ")}.`;
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
