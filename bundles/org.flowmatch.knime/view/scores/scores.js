// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws what ScorePicture describes: a histogram of scores, a cut-off that can be moved, and the rows with the lowest scores.
(() => {
  const { element, make, number, percent, count, colour } = page;
  const FINE = 3; // the slider is finer where rows are few: share = position ^ FINE

  const shareOf = (position) => (position / 1000) ** FINE;

  const cutOff = ({ quantiles, scored }, share) => {
    const rows = Math.round(share * scored);
    return { rows, score: quantiles[Math.round(share * (quantiles.length - 1))] };
  };

  const option = ({ edges, counts, scored }, { score }) => {
    const last = counts.length - 1;
    const below = (bin) => edges[bin + 1] <= score || (bin === 0 && score <= edges[0]);
    return {
      aria: { enabled: true, label: { description: `Log-densities of ${count(scored)} rows, with a cut-off at ${number(score)}` } },
      grid: { left: 4, right: 14, top: 12, bottom: 4, outerBounds: { left: 0, right: 4, top: 4, bottom: 0 } },
      tooltip: charts.tooltip("axis", ([{ dataIndex, color }]) => [
        dataIndex === 0 ? `below ${number(edges[1])}` : `${number(edges[dataIndex])} to ${number(edges[dataIndex + 1])}`,
        [{ color, text: `${count(counts[dataIndex])} rows` }],
      ]),
      xAxis: [
        { type: "category", data: counts.map((_, bin) => bin), show: false },
        charts.axis("Log-density", { min: edges[0], max: edges[last + 1], position: "bottom" }),
      ],
      yAxis: charts.axis("Rows", { scale: false, axisLabel: { formatter: count } }),
      series: [
        {
          type: "bar",
          data: counts.map((rows, bin) => ({ value: rows, itemStyle: { color: colour(below(bin) ? "series-1" : "series-0") } })),
          barCategoryGap: "6%",
          emphasis: { disabled: true },
        },
        {
          type: "line",
          xAxisIndex: 1,
          data: [],
          markLine: {
            silent: true,
            symbol: "none",
            lineStyle: { color: colour("reference"), type: "dashed", width: 1.5 },
            label: { show: false },
            data: [{ xAxis: Math.max(edges[0], score) }],
          },
        },
      ],
    };
  };

  const lowest = (rows) =>
    rows.map(({ row, score, shares }) => {
      const item = make("li");
      item.append(make("strong", { textContent: row }), `: ${number(score)}`);
      if (shares.length > 0) {
        const why = shares.map(({ column, share }) => `${column} (${number(share, 3)})`).join(", ");
        item.append(make("span", { className: "columns", textContent: `, most of all ${why}` }));
      }
      return item;
    });

  page.open({
    missing: (picture) => {
      if (!picture) {
        return "Execute the node to see the log-densities of its rows.";
      }
      return picture.scored > 0 ? "" : "No row has a log-density.";
    },
    draw: (picture) => {
      const { rows, scored, quantiles } = picture;
      element("summary").textContent =
        `${count(scored)} of ${count(rows)} rows have one, from ${number(quantiles[0])} to ${number(quantiles[quantiles.length - 1])}`;
      const slider = element("share");
      slider.value = Math.round(1000 * 0.01 ** (1 / FINE));
      const now = () => cutOff(picture, shareOf(Number(slider.value)));
      const told = () => {
        const { rows: few, score } = now();
        element("below").textContent = `${count(few)} rows (${percent(few / scored)}) at or below ${number(score)}`;
      };
      const drawn = charts.open(element("chart"), () => option(picture, now()));
      charts.walk(drawn, 0, picture.counts.length);
      slider.addEventListener("input", () => {
        told();
        drawn.draw();
      });
      told();
      element("lowest").replaceChildren(...lowest(picture.lowest));
    },
  });
})();
