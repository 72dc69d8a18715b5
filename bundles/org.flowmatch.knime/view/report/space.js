// SPDX-License-Identifier: Apache-2.0
"use strict";

// Both tables in the first two principal components of the real one, and where trees that look for differences put their rows.
const space = (() => {
  const { element, colour, number, percent } = page;
  let report, table, place, projection, scores;

  const projectionOption = (size) => {
    const { x, y, explained, tables: all } = report.projection;
    const ranges = (edges) => edges.slice(1).map((to, i) => `${number(edges[i], 3)} to ${number(to, 3)}`);
    return heat.beside(
      `Principal components (${percent(explained[0])}, ${percent(explained[1])})`,
      "Shares of rows in two principal components, real and synthetic",
      size,
      ranges(x),
      ranges(y),
      [all[0], all[place + 1]],
    );
  };

  const scoresOption = () => {
    const { real, synthetic } = table.scores;
    const line = (name, shares, i) =>
      charts.line(name, shares.map((share, bin) => [(bin + 0.5) / shares.length, share]), {
        ...charts.style(i),
        symbol: "none",
        dash: i ? [6, 3] : "solid",
        areaStyle: { opacity: 0.15, color: colour(`series-${i}`) },
      });
    const series = [line("Real", real, 0), line("Synthetic", synthetic, 1)];
    return {
      aria: { enabled: true, label: { description: "Rows by how synthetic trees think they are, real and synthetic" } },
      title: { left: 0, top: 0, text: "How synthetic rows look to trees", textStyle: { color: colour("text"), fontSize: 13 } },
      grid: { left: 4, right: 12, top: 34, bottom: 28, outerBounds: { left: 0, right: 4, top: 28, bottom: 24 } },
      legend: charts.legend(series),
      tooltip: charts.tooltip("axis", (items) => [
        `score ${number(items[0].value[0], 3)}`,
        items.map(({ seriesName, color, value }) => ({ color, text: `${seriesName}: ${percent(value[1])}` })),
      ]),
      xAxis: charts.axis("", { min: 0, max: 1, axisLabel: { formatter: (score) => (score === 0 ? "surely real" : score === 1 ? "surely synthetic" : number(score)) } }),
      yAxis: charts.axis("", { scale: false, axisLabel: { formatter: percent } }),
      series,
    };
  };

  const show = (all, one, index) => {
    report = all;
    table = one;
    place = index;
    projection ??= charts.open(element("projection"), projectionOption, "canvas");
    scores ??= charts.open(element("scores"), scoresOption);
    projection.draw();
    scores.draw();
  };

  return { show };
})();
