// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws {rows, floor, models: [{name, parameters, training, likelihood, error, runs: [{sampler, nfe, seconds, w2, auc}]}]}: the
// distance of made rows by evaluations or seconds (of rows with labels the detection AUC), and the figures of each model's last run.
(() => {
  const { element, colour, count, explain, make, number } = page;
  const FLOOR = "Floor: what a perfect model reaches";
  const ACROSS = [
    { of: "nfe", name: "evaluations per row", axis: "Evaluations of the network per row (NFE)" },
    { of: "seconds", name: "seconds", axis: "Seconds to make the rows" },
  ];
  const DISTANCE = { of: "w2", name: "W2", axis: "W2 distance, standard deviations" };
  const DETECTION = { of: "auc", name: "AUC", axis: "Detection AUC" };

  const there = (value) => typeof value === "number";
  const last = ({ runs }) => runs[runs.length - 1];
  const measure = ({ models }) => (models.some(({ runs }) => runs.some(({ w2 }) => there(w2))) ? DISTANCE : DETECTION);

  const points = (model, across, up) =>
    model.runs
      .filter(({ [across.of]: x, [up.of]: y }) => there(x) && x > 0 && there(y) && y > 0)
      .map(({ [across.of]: x, [up.of]: y }) => [x, y]);

  const least = (models, of, sign = 1) =>
    models.filter((model) => there(of(model))).sort((a, b) => sign * (of(a) - of(b)))[0];

  const summary = (data) => {
    const up = measure(data);
    const nearest = least(data.models, (model) => last(model)[up.of]);
    if (!nearest) {
      return "No model made rows that could be measured.";
    }
    const { [up.of]: value, nfe } = last(nearest);
    const beside = up === DISTANCE && data.floor > 0 ? `, ${number(value / data.floor, 3)} floors` : "";
    const likeliest = least(data.models, ({ likelihood }) => likelihood, -1);
    const likely = likeliest ? ` Test rows are likeliest under ${likeliest.name}: ${number(likeliest.likelihood)}.` : "";
    return `Closest to test rows: ${nearest.name}, ${up.name} ${number(value)}${beside}, with ${count(nfe)} evaluations per row.${likely}`;
  };

  const told = (across, up) => ({ seriesName, color, value: [x, y] }) => [
    seriesName,
    [{ color, text: `${number(x)} ${across.name}: ${up.name} ${number(y)}` }],
  ];

  const logAxis = (name, numbers) =>
    charts.logAxis(name, numbers.length > 0 ? charts.steps(Math.min(...numbers), Math.max(...numbers)) : [0.1, 1]);

  const option = (data, across, { width, height }) => {
    const up = measure(data);
    const lines = data.models.map((model, i) => charts.line(model.name, points(model, across, up), charts.style(i)));
    const xs = lines.flatMap(({ data: line }) => line.map(([x]) => x));
    if (up === DISTANCE && data.floor > 0 && xs.length > 0) {
      const ends = charts.steps(Math.min(...xs), Math.max(...xs));
      const floor = [ends[0], ends[ends.length - 1]].map((x) => [x, data.floor]);
      lines.push(charts.line(FLOOR, floor, { color: colour("reference"), dash: [6, 5] }));
    }
    const ys = lines.flatMap(({ data: line }) => line.map(([, y]) => y));
    const yName = height < 260 ? up.name : up.axis;
    return {
      aria: { enabled: true, label: { description: `${up.axis} by ${across.name}. ${summary(data)}` } },
      grid: { left: 4, right: 14, top: 10, bottom: 28, outerBounds: { left: 0, right: 4, top: 4, bottom: 24 } },
      legend: charts.legend(lines),
      tooltip: charts.tooltip("item", ([item]) => told(across, up)(item)),
      xAxis: logAxis(width < 400 ? across.axis.split(" (")[0].replace(" of the network", "") : across.axis, xs),
      yAxis: up === DISTANCE ? logAxis(yName, ys) : charts.axis(yName),
      series: lines,
    };
  };

  const COLUMNS = [
    ["Model", "", ({ name }) => name],
    ["Training", "Seconds of the training, by the clock.", ({ training }) => (there(training) ? `${number(training, 3)} s` : "-")],
    ["Sampling", "Seconds to make the rows, by the clock.", (model) => (there(last(model).seconds) ? `${number(last(model).seconds, 3)} s` : "-")],
    ["NFE", "Evaluations of the network per row.", (model) => number(last(model).nfe)],
    ["Sampler", "By what the rows were made.", (model) => last(model).sampler],
    ["W2", "The distance of made from test rows, in standard deviations of the columns.", (model) => number(last(model).w2, 3)],
    ["AUC", "How well boosted trees tell made rows from test rows: 0.5 when not at all.", (model) => number(last(model).auc, 3)],
    [
      "Log-likelihood",
      "The mean over test rows in nats, with its standard error.",
      ({ likelihood, error }) => (there(likelihood) ? `${number(likelihood)}${there(error) ? ` \u00b1 ${number(error, 2)}` : ""}` : "-"),
    ],
    ["Parameters", "Weights of the network.", ({ parameters }) => count(parameters)],
  ];

  const table = ({ models }) => {
    element("head").replaceChildren(
      ...COLUMNS.map(([name, meaning]) => {
        const head = make("th", { scope: "col" });
        const text = make("span", { textContent: name });
        head.append(meaning ? explain(text, meaning) : text);
        return head;
      }),
    );
    element("rows").replaceChildren(
      ...models.map((model) => {
        const row = make("tr");
        row.append(...COLUMNS.map(([, , of]) => make("td", { textContent: of(model) })));
        return row;
      }),
    );
  };

  page.open({
    missing: (data) => (data?.models?.length > 0 ? "" : "Execute the node to see its models beside each other."),
    draw: (data) => {
      element("summary").textContent = summary(data);
      const across = element("across");
      across.replaceChildren(...ACROSS.map(({ name }, i) => make("option", { textContent: name, value: i })));
      table(data);
      const drawn = charts.open(element("chart"), (size) => option(data, ACROSS[across.value], size));
      across.addEventListener("change", drawn.draw);
      charts.walk(drawn, 0, points(data.models[0], ACROSS[0], measure(data)).length);
    },
  });
})();
