// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws {floor: number, series: [{solver: text, nfe: [n], w2: [n, null where not finite]}], geometry: [{name, value, meaning}]}.
(() => {
  const { element, colour, count, explain, make, number } = page;
  const GOOD = 1.3; // floors
  const FAIR = 2;
  const FLOOR = "Floor: what a perfect model reaches";
  const WHAT_FLOOR = "The floor is the W2 distance between two samples of real rows of this size: a perfect model reaches it, none can be expected below it.";

  const points = ({ nfe, w2 }) => nfe.map((x, i) => [x, w2[i]]).filter(([, y]) => typeof y === "number" && y > 0);

  // Evaluations per row as they were measured; around a single one there is room on both sides.
  const range = (evaluations) => {
    const [least, most] = [evaluations[0], evaluations[evaluations.length - 1]];
    return least < most ? { min: least, max: most } : { min: least / 2, max: 2 * least };
  };

  const told = (floor) => (items) => [
    `${count(items[0].value[0])} evaluations per row`,
    items
      .filter(({ seriesName }) => seriesName !== FLOOR)
      .sort((a, b) => a.value[1] - b.value[1])
      .map(({ seriesName, color, value: [, w2] }) => ({
        color,
        text: `${seriesName}: W2 ${number(w2)}${floor ? `, ${number(w2 / floor)} floors` : ""}`,
      })),
  ];

  const option = (diagnostics, { width, height }) => {
    const { floor, series } = diagnostics;
    const evaluations = [...new Set(series.flatMap(({ nfe }) => nfe))].sort((a, b) => a - b);
    const { min, max } = range(evaluations);
    const lines = series.map((one, i) => charts.line(one.solver, points(one), charts.style(i)));
    if (floor > 0) {
      lines.push(charts.line(FLOOR, [min, max].map((x) => [x, floor]), { color: colour("reference"), dash: [6, 5] }));
    }
    const all = lines.flatMap(({ data }) => data.map(([, w2]) => w2));
    return {
      aria: { enabled: true, label: { description: `W2 distance of sampled rows to target rows by evaluations per row. ${summary(diagnostics)}` } },
      grid: { left: 4, right: 14, top: 10, bottom: 28, outerBounds: { left: 0, right: 4, top: 4, bottom: 24 } },
      legend: charts.legend(lines),
      tooltip: charts.tooltip("axis", told(floor)),
      xAxis: charts.logAxis(width < 400 ? "Evaluations per row" : "Evaluations of the network per row (NFE)", evaluations, { min, max }),
      yAxis: charts.logAxis(height < 300 ? "W2 distance" : "W2 distance, encoded units", all.length > 0 ? charts.steps(Math.min(...all), Math.max(...all)) : [0.1, 1]),
      series: lines,
    };
  };

  // The fewest evaluations that come within so many floors.
  const cheapest = ({ floor, series }, floors) =>
    series
      .flatMap((one) => points(one).map(([x, y]) => ({ solver: one.solver, x, y })))
      .filter(({ y }) => y <= floors * floor)
      .sort((a, b) => a.x - b.x || a.y - b.y)[0];

  const summary = (diagnostics) => {
    const good = cheapest(diagnostics, GOOD);
    if (good) {
      return `Good: ${good.solver} comes within ${GOOD} floors with ${count(good.x)} evaluations per row.`;
    }
    const fair = cheapest(diagnostics, FAIR);
    if (fair) {
      return `Fair: ${fair.solver} comes within ${FAIR} floors with ${count(fair.x)} evaluations per row, none within ${GOOD}.`;
    }
    return `Poor: no solver comes within ${FAIR} floors. If more evaluations change nothing, train longer or wider.`;
  };

  // The verdict, in which the word of the unit can be asked for its meaning.
  const verdict = (diagnostics) => {
    const [before, ...after] = summary(diagnostics).split("floors");
    return [before, explain(make("span", { textContent: "floors" }), WHAT_FLOOR), after.join("floors")];
  };

  const quantity = ({ name, value, meaning }) => {
    const term = make("dt", { textContent: name });
    const entry = make("div");
    entry.append(meaning ? explain(term, meaning) : term, make("dd", { textContent: number(value) }));
    return entry;
  };

  page.open({
    missing: (diagnostics) =>
      diagnostics?.series.length > 0 ? "" : "Execute the node to see how close its samples come to the target.",
    draw: (diagnostics) => {
      element("summary").replaceChildren(...verdict(diagnostics));
      element("geometry").replaceChildren(...diagnostics.geometry.map(quantity));
      const drawn = charts.open(element("chart"), (size) => option(diagnostics, size));
      charts.walk(drawn, 0, points(diagnostics.series[0]).length);
    },
  });
})();
