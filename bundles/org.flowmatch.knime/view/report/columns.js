// SPDX-License-Identifier: Apache-2.0
"use strict";

// The list of columns, and bars of the chosen one: real rows beside synthetic ones.
const columns = (() => {
  const { element, percent } = page;
  let report, table, chosen, drawn;

  const option = () => {
    const { column, shares } = table.columns[chosen];
    const real = report.real[column];
    const missing = real[real.length - 1] > 0 || shares[shares.length - 1] > 0;
    const shown = (all) => (missing ? all : all.slice(0, -1));
    return bins.beside(
      report.columns[column],
      report.bins[column],
      [["Real", shown(real)], ["Synthetic", shown(shares)]],
      missing ? ["missing"] : [],
    );
  };

  const entry = ({ column, shape, shapeFloor, detection }) => ({
    name: report.columns[column],
    figure: percent(shape),
    hint: `shape error ${percent(shape)}, floor ${percent(shapeFloor)}; detection by this column alone ${tables.figure(detection)}`,
  });

  const show = (all, one) => {
    report = all;
    table = one;
    choice.show("columns", "search", table.columns.map(entry), (place) => {
      chosen = place;
      drawn ??= charts.open(element("column"), option);
      drawn.draw();
    });
  };

  return { show };
})();
