// SPDX-License-Identifier: Apache-2.0
"use strict";

// A list to choose from, with a search: by pointer, arrow keys, Enter or space.
const choice = (() => {
  const { element, make } = page;

  // entries: [{name, figure, hint}]; choose(place) is called with the place of the chosen one, of the first one at once.
  const show = (list, search, entries, choose) => {
    const chosen = (place, item) => {
      element(list)
        .querySelectorAll("li")
        .forEach((other) => other.setAttribute("aria-selected", other === item));
      choose(place);
    };

    const item = ({ name, figure, hint }, place) => {
      const made = make("li", { role: "option", tabIndex: 0, title: hint });
      made.append(make("span", { textContent: name }), make("span", { textContent: figure }));
      made.addEventListener("click", () => chosen(place, made));
      made.addEventListener("keydown", (event) => {
        const to = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
        if (event.key === "Enter" || event.key === " ") {
          chosen(place, made);
        } else if (to && made[to]) {
          made[to].focus();
          made[to].click();
        } else {
          return;
        }
        event.preventDefault();
      });
      return made;
    };

    const filter = () => {
      const wanted = element(search).value.trim().toLowerCase();
      const items = entries
        .map((entry, place) => [entry, place])
        .filter(([{ name }]) => name.toLowerCase().includes(wanted))
        .map(([entry, place]) => item(entry, place));
      element(list).replaceChildren(...items);
      items[0]?.click();
    };

    element(search).oninput = filter;
    filter();
  };

  return { show };
})();
