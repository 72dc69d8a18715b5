// SPDX-License-Identifier: Apache-2.0
"use strict";

// Rows on their way, as FlowPicture describes them: where a row is at any time in a column or a component, and how fast.
const way = (() => {
  const PLACES = 0x7ffe;
  const NOTHING = 0x7fff;
  const OPEN = 0x8000;

  const codes = (text) => {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return new Uint16Array(bytes.buffer);
  };

  // The cells of a column: value(row, i) at time number i, NaN for nothing, and open(row, i), whether a label is not known yet.
  const cells = ({ low, high, cells: text, spikes = [] }, rows) => {
    const packed = codes(text);
    const code = (row, i) => packed[i * rows + row];
    const place = (row, i) => code(row, i) & NOTHING;
    const apart = new Set(spikes.map((spike) => Math.round(((spike - low) / (high - low)) * PLACES)));
    return {
      value: (row, i) => (place(row, i) === NOTHING ? NaN : low + (place(row, i) / PLACES) * (high - low)),
      open: (row, i) => (code(row, i) & OPEN) !== 0,
      spike: (row, i) => apart.has(code(row, i)),
    };
  };

  // The places of the two recorded times around t and how far t is from the first to the second; times rise or fall.
  const between = (times, t) => {
    const last = times.length - 1;
    const sign = Math.sign(times[last] - times[0]);
    let i = 0;
    while (i < last - 1 && sign * times[i + 1] <= sign * t) {
      i++;
    }
    const share = last === 0 ? 0 : (t - times[i]) / (times[i + 1] - times[i]);
    return { i, next: Math.min(last, i + 1), share: Math.max(0, Math.min(1, share)) };
  };

  // From one value to another: of a column that goes round, the short way.
  const apart = ({ circle }, from, to) => (circle ? clock.shortest(circle, from, to) : to - from);

  const within = ({ circle }, value) => (circle ? clock.within(circle, value) : value);

  // Where a row is: on the straight line between two recorded times, but for what jumps when a label becomes known.
  const at = (column, row, { i, next, share }) => {
    const [from, to] = [column.value(row, i), column.value(row, next)];
    if (share === 1) {
      return to;
    }
    const jumps = Number.isNaN(from) || Number.isNaN(to) || column.open(row, i) !== column.open(row, next);
    return jumps ? from : within(column, from + share * apart(column, from, to));
  };

  // dx/dt at recorded time i, in units of the column: the slope there of the parabola through the row at three neighbouring times. Of
  // two times it is that of their line; NaN beside a jump.
  const velocity = (column, times, row, i) => {
    const first = Math.max(0, Math.min(i - 1, times.length - 3));
    const near = [first, first + 1, first + 2].filter((k) => k < times.length);
    if (near.some((k) => column.open(row, k) !== column.open(row, i))) {
      return NaN;
    }
    const slope = (a, b) => apart(column, column.value(row, a), column.value(row, b)) / (times[b] - times[a]);
    if (near.length < 3) {
      return near.length < 2 ? NaN : slope(...near);
    }
    const [a, b, c] = near;
    const bend = (slope(b, c) - slope(a, b)) / (times[c] - times[a]);
    return slope(a, b) + bend * (2 * times[i] - times[a] - times[b]);
  };

  const quantiles = (values, shares) => {
    const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
    return sorted.length === 0 ? undefined : shares.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  };

  return { cells, between, at, apart, velocity, quantiles };
})();
