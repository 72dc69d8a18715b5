// SPDX-License-Identifier: Apache-2.0
"use strict";

// Rows on their way in axes that do not lie at right angles: a column that goes round by the time, as a dial with the first time on the inner
// ring and the last on the outer one; latitude and longitude as a map.
const round = (() => {
  const { colour, number } = page;
  const INNER = 0.5;
  const ROSE = 0.45;

  const share = ({ low, high }, t) => (high > low ? (t - low) / (high - low) : 1);

  const dial = (axes) => {
    const at = axes.findIndex(({ circle }) => circle);
    const circle = picture.dial(axes[at]);
    const times = axes[1 - at];
    return {
      note: "The first time lies on the inner ring, the last on the outer one; petals are shares of the rows now, outlined ones at the last time.",
      point: (values) => clock.point(circle, values[at], INNER + (1 - INNER) * share(times, values[1 - at])),
      piece: (from, to) => [[from, to].map((values) => clock.point(circle, values[at], INNER + (1 - INNER) * share(times, values[1 - at])))],
      backdrop: (size, last) => {
        const { series, ...areas } = clock.backdrop(circle, [INNER, 1], size);
        const outline = clock.petals("last", "Last", clock.rose(circle, last.map((values) => values[at]), ROSE), colour("series-1"), false);
        return { ...areas, series: [...series, outline] };
      },
      now: (values) => [clock.petals("now", "Now", clock.rose(circle, values.map((one) => one[at]), ROSE), colour("series-0"), true)],
    };
  };

  const map = (longitude) => {
    const position = (values) => [globe.around(values[longitude]), values[1 - longitude]];
    return {
      note: "The map keeps areas (Equal Earth).",
      point: (values) => globe.project(position(values)),
      piece: (from, to) => globe.drawn([position(from), position(to)]),
      backdrop: globe.backdrop,
      now: () => [],
    };
  };

  // How two axes are drawn together; null for axes at right angles.
  const of = (axes, positions = []) => {
    if (axes.some(({ circle }) => circle) && axes.some(({ isTime }) => isTime)) {
      return dial(axes);
    }
    const places = axes.map(({ place }) => place);
    const found = positions.find(({ latitude, longitude }) => places.includes(latitude) && places.includes(longitude) && places[0] !== places[1]);
    return found ? map(places.indexOf(found.longitude)) : null;
  };

  const values = (axes, row, i) => axes.map((axis) => axis.value(row, i));

  const present = (all) => all.filter((one) => !one.some(Number.isNaN));

  // Lines along the recorded times of a row, without what jumps.
  const trajectory = ({ axes, times, plane }, row) =>
    times.slice(1).flatMap((_, i) => {
      const [from, to] = [values(axes, row, i), values(axes, row, i + 1)];
      const jumps = axes.some((axis) => axis.open(row, i) !== axis.open(row, i + 1)) || [...from, ...to].some(Number.isNaN);
      return jumps ? [] : plane.piece(from, to);
    });

  // To where the row would be at its speed between two recorded times; nothing across an edge.
  const arrow = ({ axes, times, plane }, row, i) => {
    const [before, after] = [Math.max(0, i - 1), Math.min(times.length - 1, i + 1)];
    const [from, to] = [before, after].map((k) => values(axes, row, k));
    if (before === after || [...from, ...to].some(Number.isNaN) || plane.piece(from, to).length > 1) {
      return null;
    }
    const factor = (picture.AHEAD * (times[times.length - 1] - times[0])) / (times[after] - times[before]);
    const [a, b] = [plane.point(from), plane.point(to)];
    return b.map((end, k) => factor * (end - a[k]));
  };

  // What moves: the series that a frame at time t changes.
  const moving = (shown, t) => {
    const { axes, times, rows, velocities, plane } = shown;
    const place = way.between(times, t);
    const seen = place.share === 1 ? place.next : place.i;
    const nearest = place.share < 0.5 ? place.i : place.next;
    const points = { known: [], open: [] };
    const now = [];
    for (let row = 0; row < rows; row++) {
      const at = axes.map((axis) => way.at(axis, row, place));
      if (!at.some(Number.isNaN)) {
        now.push(at);
        points[axes.some((axis) => axis.open(row, seen)) ? "open" : "known"].push([...plane.point(at), row, ...at]);
      }
    }
    const drawn = new Set(picture.rowsDrawn(rows));
    const arrows = !velocities ? [] : points.known.concat(points.open).filter(([, , row]) => drawn.has(row)).flatMap(([x, y, row]) => {
      const along = arrow(shown, row, nearest);
      return along ? [{ coords: [[x, y], [x + along[0], y + along[1]]] }] : [];
    });
    return [{ id: "known", data: points.known }, { id: "open", data: points.open }, { id: "velocities", data: arrows }, ...plane.now(now)];
  };

  const option = (shown, t, size) => {
    const { axes, times, rows, keys, trajectories, plane } = shown;
    const every = Array.from({ length: rows }, (_, row) => row);
    const last = present(every.map((row) => values(axes, row, times.length - 1)));
    const { series, ...areas } = plane.backdrop(size, last);
    const looks = picture.looks();
    const lines = trajectories ? picture.rowsDrawn(rows).flatMap((row) => trajectory(shown, row).map((coords) => ({ coords }))) : [];
    return {
      aria: { enabled: true, label: { description: `${rows} rows by ${axes[0].name} and ${axes[1].name} at t = ${number(t, 3)}` } },
      ...areas,
      tooltip: picture.tooltip(axes, keys),
      series: [
        ...series.map((one) => ({ ...one, z: 1 })),
        { ...looks.trajectories, id: "trajectories", data: lines },
        ...moving(shown, t).map((one) => ({ ...looks[one.id], ...one })),
      ],
    };
  };

  return { of, option, moving };
})();
