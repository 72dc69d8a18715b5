// SPDX-License-Identifier: Apache-2.0
"use strict";

// Which pairs of columns belong together in another way than in real rows, and how they do.
const pairs = (() => {
  const { element, colour, percent } = page;
  let report, table, place, chosen, map, joint;

  const heat = (data, most, more) => ({
    type: "heatmap",
    data,
    emphasis: { itemStyle: { borderColor: colour("text"), borderWidth: 1 } },
    ...more,
    most,
  });

  const scale = (most, seriesIndex, to) => ({
    show: false,
    min: 0,
    max: most,
    dimension: 2,
    seriesIndex,
    inRange: { color: [colour("background"), to] },
  });

  const category = (data, more) =>
    charts.axis("", { type: "category", data, splitLine: { show: false }, axisTick: { show: false }, ...more });

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
      visualMap: scale(most, 0, colour("heat")),
      xAxis: category(report.columns, { axisLabel: { ...labels, rotate: 45 } }),
      yAxis: category(report.columns, { inverse: true, axisLabel: labels }),
      series: [heat(data, most)],
    };
  };

  const cells = (shares) => shares.flatMap((row, x) => row.map((share, y) => [x, y, share]));

  const jointOption = ({ width }) => {
    const picture = report.pairs.find(({ first, second }) => first === chosen[0] && second === chosen[1]);
    const [first, second] = chosen.map((column) => report.columns[column]);
    const title = { left: 0, top: 0, text: `${first} and ${second}`, textStyle: { color: colour("text"), fontSize: 14 } };
    if (!picture) {
      return { title: { ...title, subtext: "Pictures are kept of the worst pairs alone.", subtextStyle: { color: colour("muted") } } };
    }
    const names = chosen.map((column) => [...bins.names(report.bins[column]), "missing"]);
    const both = [picture.tables[0], picture.tables[place + 1]].map(cells);
    const most = Math.max(...both.flat().map(([, , share]) => share));
    const half = (width - 30) / 2;
    return {
      aria: { enabled: true, label: { description: `Joint shares of ${first} and ${second}, real and synthetic` } },
      title: [title, ...["Real", "Synthetic"].map((text, i) => ({
        text,
        left: i ? half + 20 : 0,
        top: 24,
        textStyle: { color: colour("muted"), fontSize: 13, fontWeight: "normal" },
      }))],
      grid: [0, 1].map((i) => ({ left: i ? half + 20 : 4, width: half - 8, top: 48, bottom: 6, show: true, borderColor: colour("grid") })),
      tooltip: charts.tooltip("item", ([{ color, value, seriesName }]) => [
        `${names[0][value[0]]}; ${names[1][value[1]]}`,
        [{ color, text: `${seriesName}: ${percent(value[2])}` }],
      ]),
      visualMap: [0, 1].map((i) => scale(most, i, colour(`series-${i}`))),
      xAxis: [0, 1].map((i) => category(names[0], { gridIndex: i, axisLabel: { show: false } })),
      yAxis: [0, 1].map((i) => category(names[1], { gridIndex: i, axisLabel: { show: false } })),
      series: both.map((data, i) => heat(data, most, { name: i ? "Synthetic" : "Real", xAxisIndex: i, yAxisIndex: i })),
    };
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

  return { show, heat, scale, category, cells };
})();
