// SPDX-License-Identifier: Apache-2.0
"use strict";

// Lists [{column, as, why, levels: number, missing: share of 0 to 1, warning: text, modelled: whether it is}].
(() => {
  const element = (id) => document.getElementById(id);
  const percent = (share) => {
    const value = 100 * share;
    return value === 0 ? "" : `${Number(value.toPrecision(2))} %`;
  };

  const cell = (tag, text, name) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (name) {
      made.className = name;
    }
    return made;
  };

  const row = ({ column, as, why, levels, missing, warning, modelled }) => {
    const made = document.createElement("tr");
    const name = cell("th", column);
    name.scope = "row";
    made.className = modelled ? "" : "out";
    made.append(
      name,
      cell("td", as),
      cell("td", why),
      cell("td", levels ? levels.toLocaleString("en") : "", "number"),
      cell("td", percent(missing), "number"),
      cell("td", warning, "warning"),
    );
    return made;
  };

  knime
    .initialData()
    .then((columns) => {
      if (columns.length === 0) {
        throw new Error("An earlier version executed the node: execute it again to see what becomes of the columns.");
      }
      const modelled = columns.filter((column) => column.modelled).length;
      element("summary").textContent = `${modelled} of ${columns.length} columns`;
      element("columns").replaceChildren(...columns.map(row));
    })
    .catch((error) => {
      element("message").textContent = error.message;
      element("message").hidden = false;
      document.querySelector("main").hidden = true;
    });
})();
