// SPDX-License-Identifier: Apache-2.0
"use strict";

// Pairs as PairPicture describes them: hollow marks are sources, diamonds targets, a line joins what belongs together.
const pairs = (() => {
  const { element, make, colour, number, count } = page;
  const SPREAD = 0.5; // of the levels of a label, which would lie on one point

  // Runs from the source at 0 to the target at 1.
  const time = (of) => ({ name: "Time t", kind: "time", source: Array(of).fill(0), target: Array(of).fill(1) });

  const title = ({ name, kind, share }) => (kind === "component" ? `${name} (${page.percent(share)})` : name);

  const said = (cell) => (typeof cell === "number" ? number(cell) : cell);

  // Numbers between 0 and 1 that fill it evenly, however many there are.
  const even = (i) => (i * 0.6180339887498949) % 1;

  const shift = ({ kind }, i) => (kind === "label" ? SPREAD * (even(i + 1) - 0.5) : 0);

  const point = (x, y, end, i) => {
    const [left, up] = [x[end][i], y[end][i]];
    return left === null || up === null ? null : [left + shift(x, i), up + shift(y, i + 7)];
  };

  // Axes at right angles; of one that goes round, a line leaves at an end and comes back at the other.
  const straight = (x, y) => ({
    point: (end, i) => point(x, y, end, i),
    lines: (i) => {
      const [from, to] = ["source", "target"].map((end) => point(x, y, end, i));
      const beyond = [x, y].map((axis, k) => (axis.kind === "circle" ? from[k] + axis.way[i] : to[k]));
      return clock.cut([x, y], from, beyond);
    },
  });

  const cellAt = (axis, end, i) => {
    const place = axis[end][i];
    if (axis.kind === "label") {
      return axis.ticks.find(([at]) => at === place)?.[1] ?? "drawn on the way";
    }
    if (axis.kind === "circle") {
      return axis[end][i] === null ? "no value" : `${axis.noise && end === "source" ? "noise " : ""}${clock.text(axis, axis[end][i])}`;
    }
    const cells = axis[`${end}Cells`];
    return cells ? said(cells[i]) : axis.kind === "component" ? number(place, 3) : `noise ${number(place, 3)}`;
  };

  const told = (axes, i) => [
    `Pair ${count(i + 1)}`,
    axes
      .filter(({ kind }) => kind !== "time")
      .map((axis) => ({ color: "transparent", text: `${axis.name}: ${cellAt(axis, "source", i)} to ${cellAt(axis, "target", i)}` })),
  ];

  const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}\u2026` : text);

  const axisOf = (axis, room, more) => {
    const values = [...axis.source, ...axis.target].filter((place) => place !== null);
    const [least, greatest] = [Math.min(...values), Math.max(...values)];
    const margin = axis.kind === "label" ? 0.5 : 0.04 * (greatest - least || 1);
    const range = {
      time: { min: -0.08, max: 1.08 },
      circle: { min: axis.start, max: axis.start + axis.period },
    }[axis.kind] ?? { min: least - margin, max: greatest + margin };
    const ticks = { time: [[0, "0"], [1, "1"]], circle: axis.kind === "circle" && clock.marks(axis) }[axis.kind] ?? axis.ticks;
    const names = new Map(ticks);
    const places = ticks?.map(([place]) => place);
    const custom = ticks && {
      axisTick: { customValues: places, lineStyle: { color: colour("grid") } },
      splitLine: { show: true, customValues: places, lineStyle: { color: colour("grid") } },
      axisLabel: { customValues: places, formatter: (place) => short(said(names.get(place) ?? ""), room) },
    };
    return charts.axis(short(title(axis), 40), { ...range, ...custom, ...more });
  };

  const marks = (name, points, { color, symbol, hollow }) => ({
    type: "scatter",
    name,
    data: points.filter((one) => one !== null),
    symbol,
    symbolSize: 7,
    itemStyle: { color: hollow ? "transparent" : color, borderColor: color, borderWidth: hollow ? 1.5 : 0 },
    emphasis: { scale: 1.8 },
  });

  // Where the axes lie and what is behind the pairs.
  const behind = (layout, [x, y], size) => {
    const room = size.width < 420 ? 10 : 16; // a date is seen whole
    const { series = [], ...areas } = layout.backdrop?.(size) ?? {
      grid: { left: 4, right: 12, top: 10, bottom: 30, outerBounds: { left: 0, right: 6, top: 4, bottom: 24 } },
      xAxis: axisOf(x, room),
      yAxis: axisOf(y, room),
    };
    return { areas, series: series.map((one) => ({ ...one, z: 1 })) };
  };

  const option = (picture, [x, y], size) => {
    const layout = round.of(picture, [x, y]) ?? straight(x, y);
    const all = Array.from({ length: picture.pairs }, (_, i) => i);
    const ends = (end) => all.map((i) => ({ value: layout.point(end, i), pair: i })).map((one) => (one.value ? one : null));
    const [sources, targets] = [ends("source"), ends("target")];
    const lines = all
      .filter((i) => sources[i] && targets[i])
      .flatMap((i) => layout.lines(i).map((coords) => ({ coords, pair: i })));
    const { areas, series } = behind(layout, [x, y], size);
    return {
      aria: { enabled: true, label: { description: `Source and target of ${count(picture.pairs)} pairs in ${title(x)} and ${title(y)}` } },
      ...areas,
      legend: { bottom: 0, itemWidth: 14, data: ["Source", "Target"], textStyle: { color: colour("text") } },
      tooltip: charts.tooltip("item", ([{ data }]) => told([x, y], data.pair)),
      series: [
        {
          type: "lines",
          name: "Pair",
          coordinateSystem: "cartesian2d",
          polyline: true,
          data: lines,
          lineStyle: { color: colour("muted"), width: 1, opacity: 0.45, curveness: 0 },
          emphasis: { lineStyle: { color: colour("text"), width: 2.5, opacity: 1 } },
        },
        marks("Source", sources, { color: colour("series-0"), symbol: "circle", hollow: true }),
        marks("Target", targets, { color: colour("series-1"), symbol: "diamond" }),
        ...series,
      ],
    };
  };

  // What has no place on the chosen axes that go round, where a cell is missing or a label.
  const nowhere = (chosen) => {
    const lost = ["source", "target"].map((end) => chosen.filter(({ kind }) => kind === "circle").flatMap((axis) => axis[end]).filter((value) => value === null).length);
    return lost.some((all) => all > 0) ? `${count(lost[0])} values of sources and ${count(lost[1])} of targets are missing or labels, and not shown.` : "";
  };

  const sentence = (picture, chosen) => {
    const { noise, without } = picture;
    const layout = round.of(picture, chosen);
    return [
      noise ? `The source is ${chosen.some(({ kind }) => kind === "circle") || layout ? "" : "Gaussian "}noise, drawn anew for every pair of a training.` : "",
      layout?.note ?? "Places are encoded values, in which the flow runs; ticks name the cells that they stand for.",
      !layout && chosen.some(({ kind }) => kind === "circle") ? "A column that goes round is shown by its values: what leaves at an end comes back at the other." : "",
      noise && chosen.some(({ kind }) => kind === "label") ? "A label has no source: it is drawn on the way." : "",
      chosen.some(({ kind }) => kind === "label") ? "Rows of a label are spread a little." : "",
      nowhere(chosen),
      chosen.some(({ gaps }) => gaps) ? "A source row with a missing cell starts from noise." : "",
      without > 0 ? `${count(without)} further columns cannot be chosen here.` : "",
    ]
      .filter((text) => text !== "")
      .join(" ");
  };

  const choose = (id, axes, first, changed) => {
    const list = element(id);
    list.replaceChildren(...axes.map((axis, i) => make("option", { value: String(i), textContent: title(axis) })));
    list.value = String(first);
    list.addEventListener("change", changed);
    return () => axes[Number(list.value)];
  };

  const show = (picture) => {
    const axes = [...picture.axes, time(picture.pairs)];
    const places = (kind) => axes.map((axis, i) => (axis.kind === kind ? i : -1)).filter((i) => i >= 0);
    const numbers = axes.map(({ kind }, i) => (kind === "number" || kind === "circle" ? i : -1)).filter((i) => i >= 0);
    const first = picture.noise && numbers.length > 0 ? numbers : [...numbers, ...places("label")];
    const [up, across] = first.length > 1 ? [first[1], first[0]] : [first[0], axes.length - 1];
    let drawn = null;
    const draw = () => {
      element("places").textContent = sentence(picture, [x(), y()]);
      drawn?.draw();
    };
    const x = choose("across", axes, across, draw);
    const y = choose("up", axes, up, draw);
    draw();
    drawn = charts.open(element("chart"), (size) => option(picture, [x(), y()], size));
    charts.walk(drawn, 2, picture.pairs);
  };

  return { show };
})();
