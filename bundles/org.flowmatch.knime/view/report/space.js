// SPDX-License-Identifier: Apache-2.0
"use strict";

// Both tables in the first two principal components of the real one, and where trees that look for differences put their rows.
const space = (() => {
  const { element, colour, number, percent } = page;
  let report, table, place, projection, scores;

  const projectionOption = ({ width }) => {
    const { x, y, explained, tables: all } = report.projection;
    const both = [all[0], all[place + 1]].map(pairs.cells);
    const most = Math.max(...both.flat().map(([, , share]) => share));
    const half = (width - 30) / 2;
    const range = (edges, i) => `${number(edges[i], 3)} to ${number(edges[i + 1], 3)}`;
    return {
      aria: { enabled: true, label: { description: "Shares of rows in two principal components, real and synthetic" } },
      title: [
        {
          left: 0,
          top: 0,
          text: `Two principal components (${percent(explained[0])} and ${percent(explained[1])} of the variance)`,
          textStyle: { color: colour("text"), fontSize: 13, width: width - 8, overflow: "truncate" },
        },
        ...["Real", "Synthetic"].map((text, i) => ({
          text,
          left: i ? half + 20 : 0,
          top: 24,
          textStyle: { color: colour("muted"), fontSize: 13, fontWeight: "normal" },
        })),
      ],
      grid: [0, 1].map((i) => ({ left: i ? half + 20 : 4, width: half - 8, top: 48, bottom: 6, show: true, borderColor: colour("grid") })),
      tooltip: charts.tooltip("item", ([{ color, value, seriesName }]) => [
        `${range(x, value[0])}; ${range(y, value[1])}`,
        [{ color, text: `${seriesName}: ${percent(value[2])}` }],
      ]),
      visualMap: [0, 1].map((i) => pairs.scale(most, i, colour(`series-${i}`))),
      xAxis: [0, 1].map((i) => pairs.category(x.slice(1).map(String), { gridIndex: i, axisLabel: { show: false } })),
      yAxis: [0, 1].map((i) => pairs.category(y.slice(1).map(String), { gridIndex: i, axisLabel: { show: false } })),
      series: both.map((data, i) => pairs.heat(data, most, { name: i ? "Synthetic" : "Real", xAxisIndex: i, yAxisIndex: i })),
    };
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
