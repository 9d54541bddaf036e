"use strict";
// Reading with the pointer or the keyboard: one statement at a time, all its parts in the text and its card beside it.
(() => {
  const page = document.querySelector(".onrecord");
  const text = page.querySelector(".text");
  const panel = page.querySelector(".statements");
  const parts = new Map(); // statement number -> its elements, in the text and in the list
  for (const element of page.querySelectorAll("[data-s]")) {
    const number = element.dataset.s;
    if (!parts.has(number)) parts.set(number, []);
    parts.get(number).push(element);
  }
  const card = (number) => parts.get(number).find((element) => element.classList.contains("card"));
  let shown = null;

  function hide() {
    for (const element of page.querySelectorAll(".on, .around, .sheet")) element.classList.remove("on", "around", "sheet");
    page.classList.remove("reading");
    shown = null;
  }

  function show(number, fromText) {
    if (number !== shown) {
      hide();
      shown = number;
      page.classList.add("reading");
      for (const element of parts.get(number)) element.classList.add("on");
      for (let outer = card(number).dataset.outer; outer; outer = card(outer).dataset.outer) {
        for (const element of parts.get(outer)) element.classList.add("around");
      }
    }
    if (!fromText) return;
    card(number).classList.add("sheet");
    const [box, frame] = [card(number).getBoundingClientRect(), panel.getBoundingClientRect()];
    if (panel.scrollHeight > panel.clientHeight && (box.top < frame.top || box.bottom > frame.bottom)) {
      panel.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }

  function follow(event) {
    const element = event.target.closest("[data-s]");
    if (element && !element.classList.contains("off")) show(element.dataset.s, text.contains(element));
  }

  page.addEventListener("pointerover", follow);
  page.addEventListener("focusin", follow);
  page.addEventListener("click", (event) => {
    if (!event.target.closest("[data-s], .legend")) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // Filters: the speakers and stances chosen; none chosen means all.
  const chosen = { voice: new Set(), stance: new Set() };

  function filter() {
    hide();
    for (const [number, elements] of parts) {
      const { voices, stance } = card(number).dataset;
      const wanted =
        (!chosen.voice.size || voices.split(" ").some((voice) => chosen.voice.has(voice))) &&
        (!chosen.stance.size || chosen.stance.has(stance));
      for (const element of elements) element.classList.toggle("off", !wanted);
    }
  }

  for (const item of page.querySelectorAll(".legend li")) {
    const [[kind, value]] = Object.entries(item.dataset);
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.append(...item.childNodes);
    button.addEventListener("click", () => {
      const on = !chosen[kind].has(value);
      chosen[kind][on ? "add" : "delete"](value);
      button.setAttribute("aria-pressed", String(on));
      filter();
    });
    item.append(button);
  }
})();
