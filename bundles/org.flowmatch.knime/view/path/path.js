// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws what PathPicture describes: schedule and noise, signal-to-noise ratio, and points of a few pairs by time.
(() => {
  const { element, make, number, colour } = page;

  const GREEK = { alpha: "\u03b1", beta: "\u03b2", sigma: "\u03c3" };

  // x_t and x1 with a lowered sign, a^2 with a raised one, letters of their own for Greek names.
  const typeset = (text) =>
    text.split(/([_^](?:\([^)]*\)|[A-Za-z0-9]+)|(?<=\bx)[01]\b)/).map((part) => {
      const tag = { _: "sub", "^": "sup", 0: "sub", 1: "sub" }[part[0]];
      const lowered = /^(?:[_^].|[01]$)/.test(part);
      return tag && lowered
        ? make(tag, { textContent: part.replace(/^[_^]/, "") })
        : part.replace(/alpha|beta|sigma/g, (name) => GREEK[name]);
    });

  const title = (text) => ({ text, left: 0, top: 0, textStyle: { color: colour("text"), fontSize: 13 } });
  const grid = { left: 4, right: 12, top: 30, bottom: 26, outerBounds: { left: 0, right: 4, top: 24, bottom: 22 } };

  const told = (items) => [
    `t = ${number(items[0].value[0], 3)}`,
    items.map(({ seriesName, color, value }) => ({ color, text: `${seriesName}: ${number(value[1])}` })),
  ];

  const over = (times, values) => times.map((t, i) => [t, values[i]]).filter(([, value]) => typeof value === "number");

  const lines = (text, series, yAxis) => ({
    aria: { enabled: true, label: { description: `${text} by time` } },
    title: title(text),
    grid,
    legend: charts.legend(series),
    tooltip: charts.tooltip("axis", told),
    xAxis: charts.axis("t", { min: 0, max: 1 }),
    yAxis,
    series,
  });

  const schedule = ({ times, a, s, noise, noisy }) =>
    lines(
      "Schedule",
      [["a(t)", a], ["s(t)", s], ...(noisy ? [["noise", noise]] : [])].map(([name, values], i) =>
        charts.line(name, over(times, values), { ...charts.style(i), symbol: "none", dash: [[], [7, 4], [2, 3]][i] }),
      ),
      charts.axis("", { scale: false }),
    );

  const ratio = ({ times, snr }) => {
    const data = over(times, snr).filter(([, value]) => value > 0);
    const values = data.map(([, value]) => value);
    const text = "Signal-to-noise ratio";
    const series = [charts.line(text, data, { ...charts.style(3), symbol: "none" })];
    const powers = (least, most) => {
      const from = Math.max(-6, Math.floor(Math.log10(least)));
      const to = Math.min(8, Math.ceil(Math.log10(most)));
      const step = Math.max(1, Math.ceil((to - from) / 6));
      return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => 10 ** (from + i * step));
    };
    const axis = data.length > 0 ? charts.logAxis("", powers(Math.min(...values), Math.max(...values))) : charts.axis("");
    return { ...lines(text, series, axis), legend: { show: false } };
  };

  const pairs = ({ times, pairs: all }) => {
    const series = all.map(({ x0, x1, mean }, i) =>
      charts.line(`${number(x0)} to ${number(x1)}`, over(times, mean), { ...charts.style(i), symbol: "none" }),
    );
    return { ...lines("Points of a few pairs, x0 to x1", series, charts.axis("")), legend: { show: false } };
  };

  page.open({
    missing: (path) => (path ? "" : "Execute the node to see its path."),
    draw: (path) => {
      const { times } = path;
      element("summary").textContent = `${path.label}, times ${number(times[0])} to ${number(times[times.length - 1])}`;
      element("formula").append(...typeset(path.formula));
      charts.open(element("schedule"), () => schedule(path));
      charts.open(element("ratio"), () => ratio(path));
      charts.open(element("pairs"), () => pairs(path));
    },
  });
})();
