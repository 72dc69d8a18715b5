// SPDX-License-Identifier: Apache-2.0
"use strict";

// Several synthetic tables side by side: sentences that name the best, how far each table lies from the floor to the worst by measure,
// and a table of the figures.
const comparison = (() => {
  const { element, make, colour, number, percent } = page;
  const NAMES = {
    DETECTION: "Detection",
    DEPENDENCY: "Dependency",
    SHAPE: "Shape of columns",
    TREND: "Trend of pairs",
    RULE: "Broken rules",
    UTILITY: "Chosen column",
    GLOBAL_UTILITY: "Use",
    COPIES: "Copies",
    DISTANCE: "Distance",
    CLOSER: "Closer to training",
    MEMBERSHIP: "Membership",
    SECRET: "Secrets",
  };
  const GAP = 9; // px between the marks of two tables
  let report;

  // The measures that are compared, each with its score in every table, null where it has none; of several the worst.
  const rows = () =>
    Object.entries(NAMES)
      .map(([key, name]) => {
        const scores = report.tables.map(({ measures }) =>
          measures.filter((score) => score.key === key).reduce((worst, score) => (worst?.share > score.share ? worst : score), null),
        );
        return { name, scores, meaning: scores.find((score) => score)?.meaning };
      })
      .filter(({ meaning }) => meaning);

  const height = () => rows().length * Math.max(26, report.tables.length * GAP + 10) + 70;

  const option = () => {
    const shown = rows();
    const middle = (report.tables.length - 1) / 2;
    const series = report.tables.map(({ name }, i) => ({
      ...charts.line(name, [], charts.style(i)),
      type: "scatter",
      symbolSize: 11,
      symbolOffset: [0, (i - middle) * GAP],
      data: shown.flatMap(({ scores }, row) => (scores[i] ? [[scores[i].share, row, i]] : [])),
    }));
    return {
      aria: { enabled: true, label: { description: "How far each table lies from the floor to the worst, by measure" } },
      grid: { left: 4, right: 16, top: 8, bottom: 52, outerBounds: { left: 0, right: 4, top: 4, bottom: 28 } },
      legend: { ...charts.legend(series), itemWidth: 12, itemHeight: 12 },
      tooltip: charts.tooltip("item", ([{ color, value: [share, row, i] }]) => {
        const { value, floor, grade } = shown[row].scores[i];
        return [
          shown[row].name,
          [{ color, text: `${report.tables[i].name}: ${tables.figure(value)}, floor ${number(floor?.[0], 3)}; ${percent(share)} of the way, ${grade.toLowerCase()}` }],
        ];
      }),
      xAxis: charts.axis("", {
        min: 0,
        max: 1,
        axisLabel: { formatter: (share) => (share === 0 ? "as real rows" : share === 1 ? "worst" : percent(share)) },
      }),
      yAxis: charts.axis("", {
        type: "category",
        inverse: true,
        data: shown.map(({ name }) => name),
        axisTick: { show: false },
        splitArea: { show: true, areaStyle: { color: ["transparent", colour("band")] } },
        axisLabel: { interval: 0, margin: 14, formatter: (name) => name },
      }),
      series,
    };
  };

  const cell = (score, best) => {
    if (!score) {
      return "-";
    }
    const made = make("span", { className: best ? "best" : "" });
    made.append(tables.grade(score.grade), ` ${number(score.value?.[0], 3)}`);
    return made;
  };

  const figures = () => {
    const best = ({ scores }) => Math.min(...scores.map((score) => score?.share ?? 1));
    tables.show(
      element("compared"),
      [
        { title: "Measure", of: ({ name, meaning }) => page.explain(make("span", { textContent: name }), meaning) },
        { title: "Floor", numeric: true, of: ({ scores }) => number(scores.find((score) => score)?.floor?.[0], 3) },
        ...report.tables.map(({ name }, i) => ({ title: name, of: (row) => cell(row.scores[i], row.scores[i]?.share === best(row)) })),
      ],
      rows(),
      "",
    );
  };

  const show = (all) => {
    report = all;
    element("comparison").hidden = report.tables.length < 2;
    if (report.tables.length < 2) {
      return;
    }
    element("sentences").replaceChildren(...report.comparison.map((text) => make("p", { textContent: text })));
    element("ways").parentElement.style.height = `${height()}px`;
    charts.open(element("ways"), option);
    figures();
  };

  return { show };
})();
