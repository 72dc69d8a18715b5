// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws what CompletionPicture describes: how many cells of each column were filled, and their law beside that of observed cells.
(() => {
  const { element, count, percent } = page;

  const entry = (rows) => ({ name, filled, left }) => ({
    name,
    figure: percent(filled / rows),
    hint: `${count(filled)} of ${count(rows)} cells were filled${left > 0 ? `, ${count(left)} are still missing` : ""}`,
  });

  page.open({
    missing: (picture) => {
      if (!picture) {
        return "Execute the node to see its filled cells.";
      }
      return picture.columns.length > 0 ? "" : "No cell was missing.";
    },
    draw: ({ rows, columns }) => {
      const filled = columns.reduce((sum, column) => sum + column.filled, 0);
      element("summary").textContent = `${count(filled)} cells in ${columns.length === 1 ? "a column" : `${count(columns.length)} columns`} of ${count(rows)} rows`;
      let chosen = 0;
      const option = () => {
        const column = columns[chosen];
        return bins.beside(column.name, column, [["Observed", column.observed], ["Filled", column.imputed]]);
      };
      const drawn = charts.open(element("chart"), option);
      choice.show("columns", "search", columns.map(entry(rows)), (place) => {
        chosen = place;
        drawn.draw();
      });
    },
  });
})();
