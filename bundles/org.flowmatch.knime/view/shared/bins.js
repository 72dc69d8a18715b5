// SPDX-License-Identifier: Apache-2.0
"use strict";

// Bins of a column as AxisTexts gives them: {labels}, {values} or {edges}, with names for dates, times and booleans; and bars of shares
// of rows in them, real ones plain, made ones hatched.
const bins = (() => {
  const { colour, number, percent } = page;

  const each = (of) => (of.labels ? of.labels : (of.names ?? (of.values ?? of.edges).map((value) => number(value))));

  // A text for each bin.
  const names = (of) => (of.edges ? each(of).slice(1).map((to, i) => `${each(of)[i]} to ${to}`) : each(of));

  // A shorter one below an axis.
  const ticks = (of) => (of.edges ? each(of).slice(0, -1) : each(of));

  const hatched = () => ({ symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: colour("background") });

  const bars = (name, shares, i) => ({
    type: "bar",
    name,
    data: shares,
    barGap: "0%",
    barCategoryGap: "12%",
    itemStyle: { color: colour(`series-${i}`), decal: i ? hatched() : { symbol: "none" } },
    emphasis: { disabled: true },
  });

  // An option of [name, shares] beside each other; more is a bin behind the others, such as "missing".
  const beside = (title, of, both, more = []) => {
    const words = [...names(of), ...more];
    const short = (text) => (text.length > 18 ? `${text.slice(0, 17)}\u2026` : text);
    return {
      aria: { enabled: true, label: { description: `Shares of rows of ${title}: ${both.map(([name]) => name).join(" and ")}` } },
      title: { left: 0, top: 0, text: title, textStyle: { color: colour("text"), fontSize: 14 } },
      grid: { left: 4, right: 8, top: 34, bottom: 28, outerBounds: { left: 0, right: 4, top: 28, bottom: 24 } },
      legend: { bottom: 0, textStyle: { color: colour("text") } },
      tooltip: charts.tooltip("axis", (items) => [
        words[items[0].dataIndex],
        items.map(({ seriesName, color, value }) => ({ color, text: `${seriesName}: ${percent(value)}` })),
      ]),
      xAxis: charts.axis("", {
        type: "category",
        data: [...ticks(of), ...more],
        axisLabel: { formatter: short },
        splitLine: { show: false },
      }),
      yAxis: charts.axis("", { scale: false, axisLabel: { formatter: percent } }),
      series: both.map(([name, shares], i) => bars(name, shares, i)),
    };
  };

  return { names, beside };
})();
