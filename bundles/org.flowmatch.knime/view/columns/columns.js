// SPDX-License-Identifier: Apache-2.0
"use strict";

// Lists [{column, as, why, levels: number, missing: share of 0 to 1, warning: text, modelled: whether it is}].
(() => {
  const { element, make, number, count } = page;
  const percent = (share) => (share === 0 ? "" : `${number(100 * share, 2)} %`);

  // On a narrow page a cell stands in a line of its own and is named there.
  const cell = (name, textContent, className = "") => {
    const made = make("td", { textContent, className });
    made.dataset.name = name;
    return made;
  };

  const row = ({ column, as, why, levels, missing, warning, modelled }) => {
    const made = make("tr", { className: modelled ? "" : "out" });
    made.append(
      make("th", { scope: "row", textContent: column }),
      cell("Modelled as", as),
      cell("Why", why, "why"),
      cell("Levels", levels ? count(levels) : "", "number"),
      cell("Missing", percent(missing), "number"),
      cell("Warning", warning, "warning"),
    );
    return made;
  };

  page.open({
    missing: (columns) => {
      if (!columns) {
        return "Execute the node to see what becomes of the columns.";
      }
      return columns.length > 0 ? "" : "An earlier version executed the node: execute it again to see what becomes of the columns.";
    },
    draw: (columns) => {
      const modelled = columns.filter((column) => column.modelled).length;
      element("summary").textContent = `${count(modelled)} of ${count(columns.length)} columns`;
      element("columns").replaceChildren(...columns.map(row));
    },
  });
})();
