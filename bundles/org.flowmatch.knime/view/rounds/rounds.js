// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws {rounds: [{round, straightness, distance, floor}]}: how straight the flow is and how close one step comes, by round.
(() => {
  const { element, number, colour } = page;

  const points = (rounds, what) =>
    rounds.filter(({ [what]: value }) => typeof value === "number").map(({ round, [what]: value }) => [round, value]);

  const option = (rounds) => {
    const named = [
      ["One-step W2", "distance", 0],
      ["Floor: W2 of two samples of real rows", "floor", 0],
      ["Straightness (0 is straight)", "straightness", 1],
    ];
    const series = named
      .map(([name, what, yAxisIndex], i) => ({
        ...charts.line(name, points(rounds, what), {
          ...charts.style(i === 2 ? 1 : 0),
          ...(what === "floor" ? { color: colour("reference"), symbol: "none", dash: [4, 4] } : {}),
        }),
        yAxisIndex,
      }))
      .filter(({ data }) => data.length > 0);
    return {
      aria: { enabled: true, label: { description: `One-step W2 and straightness by round. ${summary(rounds)}` } },
      grid: { left: 4, right: 4, top: 26, bottom: 28, outerBounds: { left: 0, right: 0, top: 4, bottom: 24 } },
      legend: charts.legend(series),
      tooltip: charts.tooltip("axis", (items) => [
        items[0].value[0] === 0 ? "The given model" : `Round ${items[0].value[0]}`,
        items.map(({ seriesName, color, value }) => ({ color, text: `${seriesName}: ${number(value[1])}` })),
      ]),
      xAxis: charts.axis("Round", { minInterval: 1 }),
      yAxis: [
        charts.axis("W2", { scale: false }),
        charts.axis("Straightness", { scale: false, position: "right", splitLine: { show: false } }),
      ],
      series,
    };
  };

  const summary = (rounds) => {
    const first = rounds[0];
    const last = rounds[rounds.length - 1];
    const from = typeof first.distance === "number" ? `one-step W2 from ${number(first.distance)} to ${number(last.distance)}` : "";
    const straight =
      typeof first.straightness === "number" ? `straightness from ${number(first.straightness)} to ${number(last.straightness)}` : "";
    return [from, straight].filter((text) => text).join(", ");
  };

  page.open({
    missing: (picture) => (picture?.rounds?.length > 0 ? "" : "Execute the node to see its rounds."),
    draw: ({ rounds }) => {
      element("summary").textContent = summary(rounds);
      const drawn = charts.open(element("chart"), () => option(rounds));
      charts.walk(drawn, 0, rounds.length);
    },
  });
})();
