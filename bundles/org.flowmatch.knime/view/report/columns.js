// SPDX-License-Identifier: Apache-2.0
"use strict";

// The list of columns, and bars of the chosen one: real rows beside synthetic ones.
const columns = (() => {
  const { element, make, number, colour } = page;
  const HATCHED = () => ({ symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: colour("background") });
  let report, table, chosen, drawn;

  const names = (bins) => {
    if (bins.edges) {
      return bins.edges.slice(1).map((to, i) => `${number(bins.edges[i])} to ${number(to)}`);
    }
    return (bins.values ?? bins.labels).map((value) => (typeof value === "number" ? number(value) : value));
  };

  const ticks = (bins) => (bins.edges ? bins.edges.slice(0, -1).map((from) => number(from, 3)) : names(bins));

  const option = () => {
    const column = table.columns[chosen];
    const bins = report.bins[column.column];
    const real = report.real[column.column];
    const missing = real[real.length - 1] > 0 || column.shares[real.length - 1] > 0;
    const shown = (shares) => (missing ? shares : shares.slice(0, -1));
    const words = [...names(bins), ...(missing ? ["missing"] : [])];
    const bar = (name, shares, index) => ({
      type: "bar",
      name,
      data: shown(shares),
      barGap: "0%",
      barCategoryGap: "12%",
      itemStyle: { color: colour(`series-${index}`), decal: index ? HATCHED() : { symbol: "none" } },
      emphasis: { disabled: true },
    });
    return {
      aria: { enabled: true, label: { description: `Shares of rows of ${report.columns[column.column]}, real and synthetic` } },
      title: { left: 0, top: 0, text: report.columns[column.column], textStyle: { color: colour("text"), fontSize: 14 } },
      grid: { left: 4, right: 8, top: 34, bottom: 28, outerBounds: { left: 0, right: 4, top: 28, bottom: 24 } },
      legend: { bottom: 0, textStyle: { color: colour("text") } },
      tooltip: charts.tooltip("axis", (items) => [
        words[items[0].dataIndex],
        items.map(({ seriesName, color, value }) => ({ color, text: `${seriesName}: ${tables.percent(value)}` })),
      ]),
      xAxis: charts.axis("", {
        type: "category",
        data: [...ticks(bins), ...(missing ? ["missing"] : [])],
        axisLabel: { formatter: (text) => (text.length > 18 ? `${text.slice(0, 17)}…` : text) },
        splitLine: { show: false },
      }),
      yAxis: charts.axis("", { scale: false, axisLabel: { formatter: tables.percent } }),
      series: [bar("Real", real, 0), bar("Synthetic", column.shares, 1)],
    };
  };

  const choose = (place, item) => {
    chosen = place;
    element("columns").querySelectorAll("li").forEach((other) => other.setAttribute("aria-selected", other === item));
    drawn ??= charts.open(element("column"), option);
    drawn.draw();
  };

  const item = (column, place) => {
    const made = make("li", { role: "option", tabIndex: 0 });
    const { detection, shape, shapeFloor } = column;
    made.append(
      make("span", { textContent: report.columns[column.column] }),
      make("span", { textContent: tables.percent(shape) }),
    );
    made.title = `shape error ${tables.percent(shape)}, floor ${tables.percent(shapeFloor)}; detection by this column alone ${tables.figure(detection)}`;
    made.addEventListener("click", () => choose(place, made));
    made.addEventListener("keydown", (event) => {
      const to = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (event.key === "Enter" || event.key === " ") {
        choose(place, made);
      } else if (to && made[to]) {
        made[to].focus();
        made[to].click();
      } else {
        return;
      }
      event.preventDefault();
    });
    return made;
  };

  const list = () => {
    const wanted = element("search").value.trim().toLowerCase();
    const items = table.columns
      .map((column, place) => [column, place])
      .filter(([{ column }]) => report.columns[column].toLowerCase().includes(wanted))
      .map(([column, place]) => item(column, place));
    element("columns").replaceChildren(...items);
    items[0]?.click();
  };

  element("search").addEventListener("input", list);

  const show = (all, one) => {
    report = all;
    table = one;
    list();
  };

  return { show, names };
})();
