// SPDX-License-Identifier: Apache-2.0
"use strict";

// The chart of rows at a time: points in two axes, trajectories, velocities, and above and beside them quantiles, learnt ones and those of
// the rows. An axis is {name, kind, low, high, labels, quantiles, value, open, spike} of a column, a component or the time.
const picture = (() => {
  const { colour, number } = page;
  const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];
  const DRAWN = 120; // rows with a trajectory and a velocity
  const AHEAD = 0.08; // of the way, to which velocities point
  const STRIP = 30; // pixels of the quantiles
  const BELOW = 42; // and of texts and the name below the chart
  const LONGEST = 14; // signs of a text at an axis
  const DAY = 86400;

  const dated = (seconds, from, to) => {
    const date = new Date(1000 * seconds);
    return Number.isNaN(date.getTime()) ? number(seconds) : date.toISOString().slice(from, to).replace("T", " ");
  };

  // A value of an axis as a text.
  const text = ({ kind, labels }, value) => {
    if (Number.isNaN(value)) {
      return "-";
    }
    switch (kind) {
      case "TEXT":
        return labels[Math.round(value)] ?? "";
      case "BOOLEAN":
        return value >= 0.5 ? "true" : "false";
      case "DATE":
        return dated(DAY * Math.round(value), 0, 10);
      case "TIME":
        return dated(value / 1e9, 11, 19);
      case "DATE_TIME":
        return dated(value, 0, 16);
      default:
        return number(value);
    }
  };

  const nominal = ({ kind }) => kind === "TEXT" || kind === "BOOLEAN";

  // Labels lie in bands, in which rows are spread.
  const spread = (axis, row) => (nominal(axis) ? (((row * 0.618034) % 1) - 0.5) * 0.6 : 0);

  const range = (axis) => {
    if (axis.circle) {
      return [axis.circle.start, axis.circle.start + axis.circle.period];
    }
    if (nominal(axis)) {
      return [-0.5, (axis.labels?.length ?? 2) - 0.5];
    }
    const all = [axis.low, axis.high, ...(axis.quantiles ?? [])];
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const margin = high > low ? (high - low) * 0.04 : Math.max(1, Math.abs(high)) * 0.1;
    return [low - margin, high + margin];
  };

  const short = (value) => (value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}\u2026` : value);

  // The room for the texts and the name of the axis that goes up, so that the strips beside it lie as it does.
  const room = (axis, width) => {
    const texts = nominal(axis) ? (axis.labels ?? ["false"]) : axis.kind ? range(axis).map((value) => text(axis, value)) : ["-0.0"];
    const longest = Math.max(4, ...texts.map((one) => short(one).length));
    return Math.min(Math.round(30 + 7 * longest), Math.round(0.4 * width));
  };

  const scale = (axis, more) => {
    const [min, max] = range(axis);
    return charts.axis(axis.name, {
      min,
      max,
      ...(nominal(axis) ? { interval: 1 } : {}),
      ...more,
      axisLabel: {
        showMinLabel: false,
        showMaxLabel: false,
        ...(axis.circle ? { customValues: clock.marks(dial(axis)).map(([value]) => value) } : {}),
        ...(nominal(axis) ? { customValues: Array.from({ length: Math.ceil(max) }, (_, i) => i) } : {}),
        formatter: (value) => short(axis.circle ? marked(axis, value) : text(axis, value)),
      },
    });
  };

  // The circle of an axis as the dial takes it, and the name that a value has there.
  const dial = ({ name, kind, circle }) => ({ name, of: kind, ...circle });
  const marked = (axis, value) => clock.marks(dial(axis)).find(([one]) => one === value)?.[1] ?? text(axis, value);

  const strip = (axis, more) => {
    const [min, max] = axis ? range(axis) : [0, 3];
    return { type: "value", min, max, show: false, ...more };
  };

  // Thin between the outer quantiles, thick between the inner ones, with a mark at the median.
  const quantileLines = (id, values, along, lane, grid, color) => {
    const point = (value) => (along ? [value, lane] : [lane, value]);
    const line = (name, from, to, width) => ({
      type: "line",
      id: `${id}-${name}`,
      xAxisIndex: grid,
      yAxisIndex: grid,
      silent: true,
      symbol: "none",
      zlevel: 1,
      lineStyle: { color, width, cap: "butt" },
      data: values ? [point(values[from]), point(values[to])] : [],
    });
    const median = {
      type: "scatter",
      id: `${id}-median`,
      xAxisIndex: grid,
      yAxisIndex: grid,
      silent: true,
      zlevel: 1,
      symbol: "rect",
      symbolSize: along ? [2, 9] : [9, 2],
      itemStyle: { color: colour("background"), borderColor: color, borderWidth: 1 },
      data: values ? [point(values[2])] : [],
    };
    return [line("outer", 0, 4, 1.5), line("inner", 1, 3, 7), median];
  };

  const rowsDrawn = (rows) => {
    const step = Math.max(1, Math.ceil(rows / DRAWN));
    return Array.from({ length: Math.ceil(rows / step) }, (_, i) => i * step);
  };

  // Whether the short way of a column that goes round leads over the end of its period.
  const turns = (axis, from, to) => Boolean(axis.circle) && Math.abs(way.apart(axis, from, to) - (to - from)) > 1e-9 * axis.circle.period;

  // Pieces of a trajectory between jumps.
  const trajectory = (axes, times, row) => {
    const pieces = [[]];
    times.forEach((_, i) => {
      const point = axes.map((axis) => axis.value(row, i) + spread(axis, row));
      const jumps = i > 0 && axes.some((axis) => axis.open(row, i) !== axis.open(row, i - 1) || turns(axis, axis.value(row, i - 1), axis.value(row, i)));
      if (jumps || point.some(Number.isNaN)) {
        pieces.push([]);
      }
      if (!point.some(Number.isNaN)) {
        pieces[pieces.length - 1].push(point);
      }
    });
    return pieces.filter((piece) => piece.length > 1);
  };

  // What moves: the series that a frame at time t changes.
  const moving = ({ axes, times, rows, velocities }, t) => {
    const place = way.between(times, t);
    const nearest = place.share < 0.5 ? place.i : place.next;
    const seen = place.share === 1 ? place.next : place.i;
    const points = { known: [], open: [] };
    const now = axes.map(() => []);
    for (let row = 0; row < rows; row++) {
      const values = axes.map((axis) => way.at(axis, row, place));
      axes.forEach((axis, k) => now[k].push(axis.spike(row, seen) ? NaN : values[k]));
      if (!values.some(Number.isNaN)) {
        const point = [...values.map((value, k) => value + spread(axes[k], row)), row, ...values];
        points[axes.some((axis) => axis.open(row, seen)) ? "open" : "known"].push(point);
      }
    }
    const ahead = AHEAD * (times[times.length - 1] - times[0]);
    const arrows = !velocities || axes.some(nominal) ? [] : rowsDrawn(rows).flatMap((row) => {
      const from = axes.map((axis) => way.at(axis, row, place));
      const to = axes.map((axis, k) => from[k] + ahead * way.velocity(axis, times, row, nearest));
      return [...from, ...to].some(Number.isNaN) ? [] : [{ coords: [from, to] }];
    });
    const ofRows = (axis, k) => (axis.isTime || nominal(axis) ? undefined : way.quantiles(now[k], SHARES));
    return [
      { id: "known", data: points.known },
      { id: "open", data: points.open },
      { id: "velocities", data: arrows },
      ...quantileLines("now-across", ofRows(axes[0], 0), true, 1, 1, colour("series-0")),
      ...quantileLines("now-up", ofRows(axes[1], 1), false, 1, 2, colour("series-0")),
    ];
  };

  // How the series look that both kinds of picture have.
  const looks = () => {
    const points = { type: "scatter", symbolSize: 6, zlevel: 1 };
    const lines = { type: "lines", coordinateSystem: "cartesian2d", silent: true };
    return {
      known: { ...points, itemStyle: { color: colour("series-0"), opacity: 0.8 } },
      open: { ...points, itemStyle: { color: colour("background"), borderColor: colour("series-0"), borderWidth: 1.2, opacity: 0.8 } },
      velocities: { ...lines, zlevel: 1, symbol: ["none", "arrow"], symbolSize: 5, lineStyle: { color: colour("series-2"), width: 1.2, opacity: 0.9 } },
      trajectories: { ...lines, polyline: true, lineStyle: { color: colour("muted"), width: 1, opacity: 0.3 } },
    };
  };

  // Of a point: its two coordinates, the row, the values on both axes.
  const tooltip = (axes, keys) =>
    charts.tooltip("item", ([{ value, color }]) => [
      keys[value[2]],
      axes.map((axis, k) => ({ color, text: `${axis.name}: ${text(axis, value[3 + k])}` })),
    ]);

  const option = (shown, t, { width }) => {
    const { axes, times, rows, keys, trajectories } = shown;
    const [across, up] = axes;
    const learnt = (axis) => (axis.quantiles ? axis.quantiles : undefined);
    const left = room(up, width);
    const styles = looks();
    const beside = { outerBoundsMode: "none" };
    const still = [
      {
        ...styles.trajectories,
        id: "trajectories",
        data: trajectories ? rowsDrawn(rows).flatMap((row) => trajectory(axes, times, row).map((coords) => ({ coords }))) : [],
      },
      ...quantileLines("learnt-across", learnt(across), true, 2, 1, colour("series-1")),
      ...quantileLines("learnt-up", learnt(up), false, 2, 2, colour("series-1")),
    ];
    return {
      aria: { enabled: true, label: { description: `${rows} rows by ${across.name} and ${up.name} at t = ${number(t, 3)}` } },
      grid: [
        { left, top: STRIP, right: STRIP, bottom: BELOW, ...beside },
        { left, top: 0, right: STRIP, height: STRIP, ...beside },
        { top: STRIP, bottom: BELOW, right: 0, width: STRIP, ...beside },
      ],
      tooltip: tooltip(axes, keys),
      xAxis: [scale(across, { nameGap: 26 }), strip(across, { gridIndex: 1 }), strip(undefined, { gridIndex: 2 })],
      yAxis: [scale(up, { nameGap: left - 18 }), strip(undefined, { gridIndex: 1 }), strip(up, { gridIndex: 2 })],
      series: [...still, ...moving(shown, t).map((series) => ({ ...styles[series.id], ...series }))],
    };
  };

  return { option, moving, nominal, text, dial, rowsDrawn, tooltip, looks, AHEAD };
})();
