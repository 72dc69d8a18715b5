// SPDX-License-Identifier: Apache-2.0
"use strict";

// What all pages share: what can be seen (the view, or a sentence instead), light and dark, numbers in words, explanations.
const page = (() => {
  const root = document.documentElement;
  const paper = window.matchMedia("print");
  const recoloured = [];

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  const message = make("p", { id: "message" });
  document.body.append(message);

  const say = (state, text) => {
    message.setAttribute("role", state === "error" ? "alert" : "status");
    message.textContent = text;
    root.dataset.state = state;
  };

  const colours = () => {
    root.dataset.scheme = knime.dark() && !paper.matches ? "dark" : "light";
    recoloured.forEach((redraw) => redraw());
  };
  colours();
  paper.addEventListener("change", colours);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colours);

  // missing(data) is the sentence to show instead of a view without data, if it has none; draw(data) makes the view, which is
  // in the page and has its size by then. The page's state is loading, ready, empty or error; style sheets and tests go by it.
  const open = async ({ missing, draw }) => {
    try {
      const data = await knime.initialData();
      const reason = missing(data);
      if (reason) {
        say("empty", reason);
      } else {
        root.dataset.state = "ready";
        draw(data);
      }
    } catch (error) {
      say("error", error.message);
    }
  };

  const number = (value, digits = 4) => (typeof value === "number" ? Number(value.toPrecision(digits)).toString() : "-");

  const percent = (share) => (typeof share === "number" ? `${number(100 * share, 3)}%` : "-");

  const tip = make("div", { id: "tip", role: "tooltip", hidden: true });
  document.body.append(tip);

  const place = (element) => {
    const { left, top, bottom } = element.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = tip;
    tip.style.left = `${Math.max(4, Math.min(left, window.innerWidth - offsetWidth - 4))}px`;
    tip.style.top = `${bottom + 4 + offsetHeight <= window.innerHeight ? bottom + 4 : Math.max(4, top - offsetHeight - 4)}px`;
  };

  // Shows a text while the pointer or the keyboard's focus is on an element.
  const explain = (element, text) => {
    element.tabIndex = 0;
    element.classList.add("explained");
    element.setAttribute("aria-description", text);
    const show = () => {
      tip.textContent = text;
      tip.hidden = false;
      place(element);
    };
    const hide = () => {
      tip.hidden = true;
    };
    element.addEventListener("pointerenter", show);
    element.addEventListener("focus", show);
    element.addEventListener("pointerleave", hide);
    element.addEventListener("blur", hide);
    element.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
    return element;
  };

  return {
    open,
    make,
    explain,
    number,
    percent,
    count: (value) => value.toLocaleString("en"),
    element: (id) => document.getElementById(id),
    colour: (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim(),
    whenRecoloured: (redraw) => recoloured.push(redraw),
  };
})();
