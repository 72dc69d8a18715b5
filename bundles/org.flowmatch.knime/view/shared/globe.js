// SPDX-License-Identifier: Apache-2.0
"use strict";

// Positions, [longitude, latitude] in degrees, on the Equal Earth map, which keeps areas (Savric, Patterson and Jenny 2018): with
// sin(a) = sqrt(3)/2 sin(latitude),
// x = 2 sqrt(3)/3 longitude cos(a) / (A1 + 3 A2 a^2 + 7 A3 a^6 + 9 A4 a^8), y = A1 a + A2 a^3 + A3 a^7 + A4 a^9.
const globe = (() => {
  const { colour } = page;
  const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const ROOT = Math.sqrt(3);
  const STEP = 5; // degrees of a curved line that are drawn straight
  const NARROW = 420; // pixels
  const BOTTOM = 46; // pixels of meridians' names and the legend

  const radians = (degrees) => (degrees * Math.PI) / 180;
  const degrees = (angle) => (angle * 180) / Math.PI;

  const project = ([longitude, latitude]) => {
    const a = Math.asin((ROOT / 2) * Math.sin(radians(latitude)));
    const [a2, a6] = [a * a, a ** 6];
    const slope = A1 + 3 * A2 * a2 + a6 * (7 * A3 + 9 * A4 * a2);
    return [(2 / ROOT) * radians(longitude) * (Math.cos(a) / slope), a * (A1 + A2 * a2 + a6 * (A3 + A4 * a2))];
  };
  const EAST = project([180, 0])[0];
  const NORTH = project([0, 90])[1];

  const around = (longitude) => ((((longitude + 180) % 360) + 360) % 360) - 180;

  // Pieces of a line of positions without the way from one edge of the map to the other; both ends of a cut lie on the date line.
  const cut = (line) => {
    const pieces = [[line[0]]];
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      const east = to[0] - from[0];
      if (Math.abs(east) > 180) {
        const edge = from[0] > 0 ? 180 : -180;
        const whole = 360 - Math.abs(east);
        const share = whole === 0 ? 0 : (Math.abs(edge) - Math.abs(from[0])) / whole;
        const latitude = from[1] + share * (to[1] - from[1]);
        pieces[pieces.length - 1].push([edge, latitude]);
        pieces.push([[-edge, latitude]]);
      }
      pieces[pieces.length - 1].push(to);
    }
    return pieces.filter((piece) => piece.length > 1);
  };

  const unit = ([longitude, latitude]) => {
    const [along, up] = [radians(longitude), radians(latitude)];
    return [Math.cos(up) * Math.cos(along), Math.cos(up) * Math.sin(along), Math.sin(up)];
  };

  // The shortest way between two positions, by slerp; of antipodes one of the shortest.
  const way = (from, to) => {
    const [a, b] = [unit(from), unit(to)];
    const apart = Math.hypot(...a.map((x, k) => x - b[k]));
    const together = Math.hypot(...a.map((x, k) => x + b[k]));
    const angle = 2 * Math.atan2(apart, together);
    const steps = Math.max(1, Math.ceil(degrees(angle) / STEP - 1e-9));
    if (steps === 1 || Math.sin(angle) < 1e-9) {
      return [from, to];
    }
    return Array.from({ length: steps + 1 }, (_, i) => {
      const [u, v] = [Math.sin((1 - i / steps) * angle), Math.sin((i / steps) * angle)];
      const [x, y, z] = a.map((one, k) => (u * one + v * b[k]) / Math.sin(angle));
      return i === 0 ? from : i === steps ? to : [degrees(Math.atan2(y, x)), degrees(Math.atan2(z, Math.hypot(x, y)))];
    });
  };

  const steps = (from, to, by) => Array.from({ length: Math.round((to - from) / by) + 1 }, (_, i) => from + i * by);
  const meridian = (longitude) => steps(-90, 90, STEP).map((latitude) => [longitude, latitude]);
  const parallel = (latitude) => [[-180, latitude], [180, latitude]];

  const lines = (id, all, style) => ({
    type: "lines",
    id,
    coordinateSystem: "cartesian2d",
    polyline: true,
    silent: true,
    data: all.map((line) => ({ coords: line.map(project) })),
    lineStyle: { width: 1, opacity: 1, ...style },
  });

  const side = (value, [positive, negative]) => `${Math.abs(value)}\u00b0${value === 0 ? "" : ` ${value > 0 ? positive : negative}`}`;

  const names = (id, all, position, offset) => ({
    type: "scatter",
    id,
    silent: true,
    clip: false,
    symbolSize: 0,
    data: all.map(({ at, text }) => ({ value: project(at), name: text })),
    label: { show: true, position, distance: offset, formatter: "{b}", color: colour("muted"), fontSize: 11 },
    labelLayout: { hideOverlap: true },
  });

  // What lies below the positions: graticule of 30 degrees, shores and the edge of the map, for an area of so many pixels.
  const backdrop = ({ width, height }) => {
    const narrow = width < NARROW; // without the names of parallels beside the map
    const scale = Math.max(1, Math.min((width - (narrow ? 12 : 80)) / EAST, (height - 12 - BOTTOM) / NORTH) / 2);
    const [across, up] = [2 * scale * EAST, 2 * scale * NORTH];
    const axis = (most) => ({ type: "value", min: -most, max: most, show: false });
    const inside = { color: colour("grid") };
    return {
      grid: { left: (width - across) / 2, top: 8, width: across, height: up, outerBoundsMode: "none" },
      xAxis: axis(EAST),
      yAxis: axis(NORTH),
      series: [
        lines("graticule", [...steps(-150, 150, 30).map(meridian), ...steps(-60, 60, 30).map(parallel)], inside),
        lines("land", land.flatMap(cut), { color: colour("muted"), opacity: 0.75 }),
        lines("edge", [meridian(-180), meridian(180), parallel(-90), parallel(90)], { color: colour("muted") }),
        names("parallels", (narrow ? [] : steps(-60, 60, 30)).map((latitude) => ({ at: [-180, latitude], text: side(latitude, "NS") })), "left", 4),
        names("meridians", steps(-120, 120, 60).map((longitude) => ({ at: [longitude, -90], text: side(longitude, "EW") })), "bottom", 4),
      ],
    };
  };

  // A way through positions as lines of the map.
  const drawn = (positions) => {
    const line = positions.flatMap((to, i) => (i === 0 ? [to] : way(positions[i - 1], to).slice(1)));
    return cut(line).map((piece) => piece.map(project));
  };

  const told = ([longitude, latitude]) => `${page.number(Math.abs(latitude))}\u00b0 ${latitude < 0 ? "S" : "N"}, ${page.number(Math.abs(longitude))}\u00b0 ${longitude < 0 ? "W" : "E"}`;

  return { project, around, cut, way, backdrop, drawn, told };
})();
