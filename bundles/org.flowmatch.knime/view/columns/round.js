// SPDX-License-Identifier: Apache-2.0
"use strict";

// Pairs in axes that do not lie at right angles: a column that goes round, by the time, as a dial whose inner ring has the sources and whose
// outer ring the targets; latitude and longitude as a map.
const round = (() => {
  const { colour } = page;
  const INNER = 0.58;
  const ROSE = 0.52;
  const RADIUS = { source: INNER, target: 1 };

  const present = (values) => values.filter((value) => value !== null);

  const roses = (circle) => {
    const all = ["source", "target"].map((end) => present(circle[end]));
    const sectors = all.map((values) => clock.rose(circle, values, ROSE));
    return [
      clock.petals("targets", "Target", sectors[1], colour("series-1"), true),
      clock.petals("sources", "Source", sectors[0], colour("series-0"), false),
    ];
  };

  const dial = (circle) => ({
    note: `Sources of ${circle.name} lie on the inner ring, targets on the outer one; petals are shares of targets, outlined ones of sources.`,
    backdrop: (size) => {
      const { series, ...areas } = clock.backdrop(circle, [INNER, 1], size);
      return { ...areas, series: [...series, ...roses(circle)] };
    },
    point: (end, i) => (circle[end][i] === null ? null : clock.point(circle, circle[end][i], RADIUS[end])),
    lines: (i) => [clock.way(circle, circle.source[i], circle.way[i], [INNER, 1])],
  });

  const map = (longitude, latitude) => {
    const at = (end, i) => {
      const [east, north] = [longitude[end][i], latitude[end][i]];
      return east === null || north === null ? null : [globe.around(east), north];
    };
    return {
      note: "The map keeps areas (Equal Earth); the line of a pair is the shortest way.",
      backdrop: globe.backdrop,
      point: (end, i) => (at(end, i) ? globe.project(at(end, i)) : null),
      lines: (i) => globe.drawn([at("source", i), at("target", i)]),
    };
  };

  // How two axes are drawn together; null for axes at right angles.
  const of = ({ axes, positions = [] }, [x, y]) => {
    const circle = [x, y].find(({ kind }) => kind === "circle");
    if (circle && [x, y].some(({ kind }) => kind === "time")) {
      return dial(circle);
    }
    const both = (one, other) => [x, y].includes(one) && [x, y].includes(other);
    const position = positions.find((each) => both(axes[each.latitude], axes[each.longitude]));
    return position ? map(axes[position.longitude], axes[position.latitude]) : null;
  };

  return { of };
})();
