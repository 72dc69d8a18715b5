// SPDX-License-Identifier: Apache-2.0
"use strict";

// Values that go round, of {name, of, start, period}, on a dial: 0 at the top, clockwise. Radii are 0 to 1, the dial has 1. Of is the kind of
// the column, of which times of the day are in nanoseconds.
const clock = (() => {
  const { colour, number } = page;
  const TURN = 2 * Math.PI;
  const COMPASS = /bearing|direction|heading|azimuth|wind|aspect|course/i;
  const ROOM = 1.24; // of the dial and its names
  const BOTTOM = 30; // pixels of the legend
  const ARC = 48; // straight pieces of a circle

  const same = (a, b) => Math.abs(a - b) < 1e-6 * b;

  // The value of [start, start + period) that differs by whole periods.
  const within = ({ start, period }, value) => {
    const passed = (value - start) % period;
    return start + (passed < 0 ? passed + period : passed);
  };

  // The shortest signed way from one value to another, of [-period/2, period/2).
  const shortest = ({ period }, from, to) => {
    const way = (to - from) % period;
    return way >= period / 2 ? way - period : way < -period / 2 ? way + period : way;
  };

  // A value as a text.
  const text = ({ of, period }, value) => {
    if (of === "TIME") {
      const seconds = Math.floor(value / 1e9);
      return [seconds / 3600, (seconds / 60) % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
    }
    return same(period, 360) ? `${number(value)}\u00b0` : number(value);
  };

  // [value, text] around the dial: hours, each of few whole numbers, the points of the compass, or quarters.
  const marks = (circle) => {
    const { name, of, start, period } = circle;
    const quarters = [0, 1, 2, 3].map((k) => within(circle, (k * period) / 4));
    if (of === "TIME") {
      return quarters.map((value) => [value, text(circle, value)]);
    }
    if (same(period, 24)) {
      return quarters.map((value) => [value, `${number(value)} h`]);
    }
    if (same(period, 360) && COMPASS.test(name)) {
      return quarters.map((value, k) => [value, "NESW"[k]]);
    }
    if (same(period, TURN)) {
      const names = start < 0 ? ["0", "\u03c0/2", "\u2212\u03c0", "\u2212\u03c0/2"] : ["0", "\u03c0/2", "\u03c0", "3\u03c0/2"];
      return quarters.map((value, k) => [value, names[k]]);
    }
    if (Number.isInteger(period) && period <= 12) {
      return Array.from({ length: period }, (_, k) => Math.ceil(start) + k).map((value) => [value, number(value)]);
    }
    return quarters.map((value) => [value, text(circle, Number(value.toPrecision(4)))]);
  };

  // Where a value lies at a radius; values beyond the period go on around.
  const point = ({ period }, value, radius) => {
    const angle = (TURN * value) / period;
    return [radius * Math.sin(angle), radius * Math.cos(angle)];
  };

  // The way from a value to one that is so much further on, while the radius goes from one to another.
  const way = (circle, from, further, [inner, outer]) => {
    const steps = Math.max(1, Math.ceil((ARC * Math.abs(further)) / circle.period));
    return Array.from({ length: steps + 1 }, (_, i) => point(circle, from + (further * i) / steps, inner + ((outer - inner) * i) / steps));
  };

  // How many values lie in each of equally wide bins from the start on.
  const counts = (circle, values, bins) => {
    const found = Array(bins).fill(0);
    values.forEach((value) => {
      found[Math.min(bins - 1, Math.floor(((within(circle, value) - circle.start) / circle.period) * bins))]++;
    });
    return found;
  };

  // As many bins as the values of a small whole period, else so many that each is easily seen.
  const binsOf = ({ period, start }) => (Number.isInteger(period) && Number.isInteger(start) && period <= 31 ? period : 24);

  // A rose: sectors whose areas are the shares of the values, the largest as far out as the radius. A bin of whole numbers has its number
  // in the middle.
  const rose = (circle, values, radius, most) => {
    const bins = binsOf(circle);
    const middle = bins === circle.period ? 0.5 : 0;
    const found = counts({ ...circle, start: circle.start - middle }, values, bins);
    const largest = most ?? Math.max(1, ...found);
    const wide = circle.period / bins;
    return found.map((count, k) => {
      const from = circle.start - middle + k * wide;
      const far = radius * Math.sqrt(count / largest);
      return [[0, 0], ...way(circle, from, wide, [far, far]), [0, 0]];
    });
  };

  const lines = (id, all, style) => ({
    type: "lines",
    id,
    coordinateSystem: "cartesian2d",
    polyline: true,
    silent: true,
    data: all.map((coords) => ({ coords })),
    lineStyle: { width: 1, opacity: 1, color: colour("grid"), ...style },
  });

  // Sectors filled, or as outlines alone.
  const petals = (id, name, sectors, color, filled) => ({
    type: "custom",
    id,
    name,
    silent: true,
    data: sectors.map((sector, k) => [k, sector.length]),
    renderItem: (_, api) => ({
      type: "polygon",
      shape: { points: sectors[api.value(0)].map((corner) => api.coord(corner)) },
      style: { fill: filled ? color : "none", opacity: filled ? 0.55 : 1, stroke: color, lineWidth: filled ? 0.5 : 1.2 },
    }),
  });

  // The dial for an area of so many pixels, with rings at these radii.
  const backdrop = (circle, rings, { width, height }) => {
    const size = Math.max(40, Math.min(width - 8, height - 8 - BOTTOM));
    const axis = { type: "value", min: -ROOM, max: ROOM, show: false };
    const around = rings.map((radius) => way(circle, 0, circle.period, [radius, radius]));
    const named = marks(circle);
    return {
      grid: { left: (width - size) / 2, top: 4, width: size, height: size, outerBoundsMode: "none" },
      xAxis: axis,
      yAxis: axis,
      series: [
        lines("rings", around),
        lines("hands", named.map(([value]) => [point(circle, value, 0), point(circle, value, 1.03)])),
        {
          type: "scatter",
          id: "dial",
          silent: true,
          symbolSize: 0,
          data: named.map(([value, name]) => ({ value: point(circle, value, 1.13), name })),
          label: { show: true, position: "inside", formatter: "{b}", color: colour("muted") },
        },
      ],
    };
  };

  // A line between values that go on beyond a period, as pieces within the periods of its axes; an axis without a period goes straight on.
  const cut = (axes, from, to) => {
    const crossings = axes.flatMap((axis, k) => {
      if (!axis.period || from[k] === to[k]) {
        return [];
      }
      const turns = [from[k], to[k]].map((value) => (value - axis.start) / axis.period).sort((a, b) => a - b);
      return Array.from({ length: Math.max(0, Math.ceil(turns[1]) - Math.floor(turns[0]) - 1) }, (_, i) => Math.floor(turns[0]) + 1 + i)
        .map((turn) => (axis.start + turn * axis.period - from[k]) / (to[k] - from[k]));
    });
    const times = [0, ...crossings.filter((t) => t > 0 && t < 1).sort((a, b) => a - b), 1];
    const at = (t) => from.map((value, k) => value + t * (to[k] - value));
    return times.slice(1).map((end, i) => {
      const middle = at((times[i] + end) / 2);
      const shift = axes.map((axis, k) => (axis.period ? within(axis, middle[k]) - middle[k] : 0));
      return [at(times[i]), at(end)].map((ends) => ends.map((value, k) => value + shift[k]));
    });
  };

  return { within, shortest, text, marks, point, way, counts, rose, petals, backdrop, cut };
})();
