// SPDX-License-Identifier: Apache-2.0
"use strict";

// Which pairs of columns belong together in another way than in real rows, and how they do.
const pairs = (() => {
  const { element, colour, percent } = page;
  let report, table, place, chosen, map, joint;

  const short = (text) => (text.length > 14 ? `${text.slice(0, 13)}…` : text);

  const mapOption = () => {
    const data = table.trends.flatMap(([first, second, trend, floor]) => [
      [first, second, Math.max(0, trend - floor), trend, floor],
      [second, first, Math.max(0, trend - floor), trend, floor],
    ]);
    const most = Math.max(0.05, ...data.map(([, , excess]) => excess));
    const labels = { interval: report.columns.length > 24 ? "auto" : 0, formatter: short };
    return {
      aria: { enabled: true, label: { description: "Trend error above the floor by pair of columns" } },
      grid: { left: 4, right: 8, top: 4, bottom: 4, outerBounds: { left: 0, right: 0, top: 0, bottom: 0 } },
      tooltip: charts.tooltip("item", ([{ color, value }]) => [
        `${report.columns[value[0]]} and ${report.columns[value[1]]}`,
        [{ color, text: `trend error ${percent(value[3])}, floor ${percent(value[4])}` }],
      ]),
      visualMap: heat.scale(most, 0, colour("heat")),
      xAxis: heat.category(report.columns, { axisLabel: { ...labels, rotate: 45 } }),
      yAxis: heat.category(report.columns, { inverse: true, axisLabel: labels }),
      series: [heat.series(data)],
    };
  };

  const jointOption = (size) => {
    const picture = report.pairs.find(({ first, second }) => first === chosen[0] && second === chosen[1]);
    const title = chosen.map((column) => report.columns[column]).join(" and ");
    if (!picture?.tables[place + 1]) {
      return {
        title: {
          left: 0,
          top: 0,
          text: title,
          textStyle: { color: colour("text"), fontSize: 14 },
          subtext: "Pictures are kept of the worst pairs alone.",
          subtextStyle: { color: colour("muted") },
        },
      };
    }
    const [x, y] = chosen.map((column) => [...bins.names(report.bins[column]), "missing"]);
    const both = [picture.tables[0], picture.tables[place + 1]];
    return heat.beside(title, `Joint shares of ${title}, real and synthetic`, size, x, y, both);
  };

  const choose = (first, second) => {
    chosen = [Math.min(first, second), Math.max(first, second)];
    joint ??= charts.open(element("pair"), jointOption, "canvas");
    joint.draw();
  };

  const show = (all, one, index) => {
    report = all;
    table = one;
    place = index;
    const some = table.trends.length > 0;
    element("pairs-hint").textContent = some
      ? "Dark cells belong together in another way than in real rows. Click one to see both."
      : "One column has no pairs.";
    element("pairs").closest(".beside").hidden = !some;
    if (!some) {
      return;
    }
    if (map) {
      map.draw();
    } else {
      map = charts.open(element("pairs"), mapOption, "canvas");
      map.chart.on("click", ({ value }) => choose(value[0], value[1]));
    }
    choose(table.trends[0][0], table.trends[0][1]);
  };

  return { show };
})();
