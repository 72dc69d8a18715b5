// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws {steps: [n], train: [n], validation: [n, null where not measured], bestStep: number or null, kinds: [{name, train, validation}],
// rowsPerSecond: number if known, seed: digits if known}.
(() => {
  const { element, colour, count } = page;
  const number = (value) => page.number(value, 5);
  const FEW = 60; // points that are marked
  const NAMES = { train: "Training", validation: "Validation" };
  const DASHES = { numbers: [2, 3], labels: [8, 4] };

  const points = (steps, losses, logarithmic) =>
    steps.map((step, i) => [step, losses[i]]).filter(([, loss]) => typeof loss === "number" && (loss > 0 || !logarithmic));

  const line = (use, kind, data) =>
    charts.line(kind ? `${NAMES[use]}, ${kind}` : NAMES[use], data, {
      color: colour(use === "train" ? "series-0" : "series-1"),
      symbol: use === "train" ? "circle" : "diamond",
      symbolSize: 6,
      showSymbol: data.length === 1 || (use === "validation" && !kind && data.length <= FEW),
      dash: DASHES[kind],
      width: use === "train" ? 1.5 : 3, // told apart without colours
      sampling: "lttb",
    });

  const best = ({ steps, validation, bestStep }) => ({
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: { color: colour("reference"), type: "dashed", width: 1 },
      label: {
        formatter: `best step ${count(bestStep)}`,
        color: colour("text"),
        align: bestStep > (steps[0] + steps[steps.length - 1]) / 2 ? "right" : "left",
      },
      data: [{ xAxis: bestStep }],
    },
    markPoint: {
      silent: true,
      symbol: "circle",
      symbolSize: 10,
      itemStyle: { color: colour("series-1"), borderColor: colour("reference"), borderWidth: 1.5 },
      label: { show: false },
      data: [{ coord: [bestStep, validation[steps.indexOf(bestStep)]] }],
    },
  });

  const option = (losses, logarithmic) => {
    const { steps, kinds, bestStep } = losses;
    const last = steps[steps.length - 1];
    const series = ["train", "validation"].flatMap((use) => [
      line(use, "", points(steps, losses[use], logarithmic)),
      ...kinds.map((kind) => line(use, kind.name, points(steps, kind[use], logarithmic))),
    ]);
    if (bestStep !== null) {
      Object.assign(series[1 + kinds.length], best(losses));
    }
    const shown = series.filter(({ data }) => data.length > 0);
    const all = shown.flatMap(({ data }) => data.map(([, loss]) => loss));
    const range = steps[0] < last ? { min: steps[0], max: last } : { min: last - 1, max: last + 1, minInterval: 1 };
    return {
      aria: { enabled: true, label: { description: `Training and validation loss by step. ${summary(losses)}` } },
      grid: { left: 4, right: 14, top: 26, bottom: 28, outerBounds: { left: 0, right: 4, top: 4, bottom: 24 } },
      legend: charts.legend(shown),
      tooltip: charts.tooltip("axis", (items) => [
        `Step ${count(items[0].value[0])}`,
        items.map(({ seriesName, color, value }) => ({ color, text: `${seriesName}: ${number(value[1])}` })),
      ]),
      xAxis: charts.axis("Step", { ...range, axisLabel: { formatter: count } }),
      yAxis: logarithmic ? charts.logAxis("Loss", charts.steps(Math.min(...all), Math.max(...all))) : charts.axis("Loss"),
      series: shown,
    };
  };

  const summary = ({ steps, train, validation, bestStep }) => {
    const last = steps.length - 1;
    const at = steps.indexOf(bestStep);
    return at < 0 || typeof validation[at] !== "number"
      ? `${count(steps[last])} steps, training loss ${number(train[last])} at the end`
      : `${count(steps[last])} steps, lowest validation loss ${number(validation[at])} at step ${count(bestStep)}`;
  };

  const facts = ({ rowsPerSecond, seed }) =>
    `${rowsPerSecond ? `, ${count(Math.round(rowsPerSecond))} rows/s` : ""}${seed ? `, seed ${seed}` : ""}`;

  page.open({
    missing: (losses) => (losses?.steps.length > 0 ? "" : "Execute the node to see its loss curve."),
    draw: (losses) => {
      element("summary").textContent = summary(losses) + facts(losses);
      const toggle = element("logarithmic");
      toggle.disabled = points(losses.steps, losses.train, true).length === 0;
      const drawn = charts.open(element("chart"), () => option(losses, toggle.checked));
      charts.walk(drawn, 0, losses.steps.length);
      toggle.addEventListener("change", drawn.draw);
    },
  });
})();
