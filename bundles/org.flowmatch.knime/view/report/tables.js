// SPDX-License-Identifier: Apache-2.0
"use strict";

// Tables of figures: [value, lower end, upper end] with what they are, and grades.
const tables = (() => {
  const { make, number, percent } = page;

  const figure = (value) => {
    if (!value) {
      return "-";
    }
    const [at, low, high] = value;
    return low === null || high === null || (low === at && high === at)
      ? number(at, 3)
      : `${number(at, 3)} (${number(low, 3)} to ${number(high, 3)})`;
  };

  const grade = (name) => make("span", { className: `grade ${name.toLowerCase()}`, textContent: name.toLowerCase() });

  // How far a figure lies from its floor to its worst value.
  const way = (share) => {
    const bar = make("div", { className: "way", role: "img", ariaLabel: `${percent(share)} of the way to the worst` });
    const filled = make("span");
    filled.style.width = percent(share);
    bar.append(filled);
    return bar;
  };

  const cell = (tag, { title, numeric }, content) => {
    const made = make(tag, { className: numeric ? "number" : "" });
    made.dataset.title = title;
    made.append(content);
    return made;
  };

  // columns: [{title, numeric, of(row)}]; what they give is a text or an element.
  const show = (element, columns, rows, empty) => {
    if (rows.length === 0) {
      element.replaceChildren(make("p", { className: "hint", textContent: empty }));
      return;
    }
    const table = make("table");
    const head = make("tr");
    head.append(...columns.map((column) => cell("th", column, column.title)));
    const body = rows.map((row) => {
      const line = make("tr");
      line.append(...columns.map((column) => cell("td", column, column.of(row))));
      return line;
    });
    const thead = make("thead");
    thead.append(head);
    const tbody = make("tbody");
    tbody.append(...body);
    table.append(thead, tbody);
    const around = make("div", { className: "scroll" });
    around.append(table);
    element.replaceChildren(around);
  };

  return { show, figure, grade, way };
})();
