// SPDX-License-Identifier: Apache-2.0
"use strict";

// Plays what FlowPicture describes: a time that runs or is moved, two axes to choose, and what is drawn beside the rows.
(() => {
  const { element, make, number, count, percent } = page;
  const SECONDS = 6; // of the whole way
  const TICKS = 1000; // of the slider
  const TIME = "Time";

  const timeAxis = (times) => ({
    name: TIME,
    isTime: true,
    low: Math.min(...times),
    high: Math.max(...times),
    value: (_, i) => times[i],
    open: () => false,
    spike: () => false,
  });

  // All that can be an axis: the time, the columns, and two components.
  const axesOf = ({ times, rows, columns, components }) => [
    timeAxis(times),
    ...columns.map((column, place) => ({ ...column, place, ...way.cells(column, rows.length) })),
    ...components.map((component, k) => ({
      ...component,
      name: `Component ${k + 1} (${percent(component.explained)})`,
      isComponent: true,
      ...way.cells(component, rows.length),
    })),
  ];

  // The first two columns of numbers that vary, else labels, else the time.
  const usual = (axes) => {
    const columns = axes.map((axis, place) => ({ axis, place })).filter(({ axis }) => !axis.isTime && !axis.isComponent);
    const varied = columns.filter(({ axis }) => axis.high > axis.low);
    const order = [...varied.filter(({ axis }) => !picture.nominal(axis)), ...varied.filter(({ axis }) => picture.nominal(axis))];
    const [first, second] = order.length > 0 ? order : columns;
    return second ? [first.place, second.place] : [0, first.place];
  };

  const sign = (inner) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    made.setAttribute("width", 22);
    made.setAttribute("height", 12);
    made.setAttribute("aria-hidden", true);
    made.innerHTML = inner;
    return made;
  };

  const QUANTILES = (name) =>
    `<path d="M1 6H21" stroke="var(--${name})" stroke-width="1.5"/><path d="M6 6H16" stroke="var(--${name})" stroke-width="7"/>`;

  const legend = ({ axes, trajectories, velocities, plane }) =>
    [
      ['<circle cx="11" cy="6" r="3.5" fill="var(--series-0)"/>', "row", true],
      [
        '<circle cx="11" cy="6" r="3.5" fill="none" stroke="var(--series-0)" stroke-width="1.2"/>',
        "row whose number may still turn out to be a gap or a repeated value",
        axes.some(({ hasOpen }) => hasOpen),
      ],
      ['<path d="M1 9C8 9 12 3 21 3" fill="none" stroke="var(--muted)"/>', "trajectory", trajectories],
      [
        '<path d="M1 6H16" stroke="var(--series-2)" stroke-width="1.5"/><path d="M14 2L21 6L14 10Z" fill="var(--series-2)"/>',
        "velocity, to where 8% of the time would lead",
        velocities && !axes.some(picture.nominal),
      ],
      [QUANTILES("series-0"), "5, 25, 50, 75, 95% of the rows now", !plane && axes.some((axis) => !axis.isTime && !picture.nominal(axis))],
      [QUANTILES("series-1"), "the same of the learnt table", !plane && axes.some(({ quantiles }) => quantiles)],
    ]
      .filter(([, , shown]) => shown)
      .map(([drawn, text]) => {
        const item = make("li");
        item.append(sign(drawn), text);
        return item;
      });

  const notes = ({ columns, columnsOfTable }, axes) => {
    const without = axes.filter((axis) => !axis.isTime && !picture.nominal(axis) && !axis.quantiles);
    const spiked = axes.filter(({ spikes, quantiles }) => quantiles && spikes?.length > 0);
    return [
      ...without.map(({ name }) => `The model keeps no quantiles of ${name}.`),
      ...spiked.map((axis) => `Quantiles of ${axis.name} are those of its numbers beside ${axis.spikes.map((spike) => picture.text(axis, spike)).join(", ")}.`),
      ...(columns.length < columnsOfTable ? [`The first ${columns.length} of ${columnsOfTable} columns can be chosen.`] : []),
    ].join(" ");
  };

  const choices = (select, axes, chosen) => {
    select.replaceChildren(...axes.map(({ name }, place) => make("option", { value: place, textContent: name, selected: place === chosen })));
    select.value = chosen;
  };

  const draw = (flow) => {
    const { moved, rows, times } = flow;
    const last = times.length - 1;
    const axes = axesOf(flow);
    axes.forEach((axis) => {
      axis.hasOpen = !axis.isComponent && !picture.nominal(axis) && rows.some((_, row) => times.some((_, i) => axis.open(row, i)));
    });
    const few = rows.length === moved ? `${count(moved)} ${moved === 1 ? "row" : "rows"}` : `${count(rows.length)} of ${count(moved)} rows`;
    element("summary").textContent = `${few} at ${times.length} times, from t = ${number(times[0], 3)} to ${number(times[last], 3)}`;

    let t = times[0];
    let began; // what the animation's clock showed when t was the first time; undefined while it stands
    const [play, slider] = [element("play"), element("time")];
    const [across, up] = [element("across"), element("up")];
    const shown = { times, rows: rows.length, keys: rows };

    const tell = () => {
      slider.value = Math.round(((t - times[0]) / (times[last] - times[0])) * TICKS);
      element("now").textContent = `t = ${t.toFixed(2)}`;
      slider.setAttribute("aria-valuetext", `t = ${t.toFixed(2)}`);
      play.textContent = began === undefined ? "Play" : "Pause";
    };

    const choose = () => {
      Object.assign(shown, {
        axes: [axes[across.value], axes[up.value]],
        trajectories: element("trajectories").checked,
        velocities: element("velocities").checked,
      });
      shown.plane = round.of(shown.axes, flow.positions);
      element("legend").replaceChildren(...legend(shown));
      element("notes").textContent = shown.plane ? shown.plane.note : notes(flow, shown.axes);
    };

    const [first, second] = usual(axes);
    choices(across, axes, first);
    choices(up, axes, second);
    choose();
    const drawer = () => (shown.plane ? round : picture);
    const drawn = charts.open(element("chart"), (size) => drawer().option(shown, t, size), "canvas");

    const show = (time) => {
      t = time;
      tell();
      drawn.chart.setOption({ series: drawer().moving(shown, t) });
    };

    const stop = () => {
      began = undefined;
      tell();
    };

    const step = (clock) => {
      if (began === undefined) {
        return;
      }
      const share = Math.min(1, (clock - began) / (1000 * SECONDS));
      if (share === 1) {
        began = undefined;
      }
      show(times[0] + share * (times[last] - times[0]));
      requestAnimationFrame(step);
    };

    const start = () => {
      const share = t === times[last] ? 0 : (t - times[0]) / (times[last] - times[0]);
      began = performance.now() - share * 1000 * SECONDS;
      tell();
      requestAnimationFrame(step);
    };

    const move = (time) => {
      stop();
      show(time);
    };

    // The recorded time before or behind the present one.
    const neighbour = (direction) => {
      const { i, next, share } = way.between(times, t);
      return times[direction > 0 ? (share === 1 ? Math.min(last, next + 1) : next) : share > 0 ? i : Math.max(0, i - 1)];
    };

    const toggle = () => (began === undefined ? start() : stop());
    play.addEventListener("click", toggle);
    slider.addEventListener("input", () => move(times[0] + (slider.value / TICKS) * (times[last] - times[0])));
    document.addEventListener("keydown", (event) => {
      const { key, target } = event;
      const chooses = target instanceof HTMLSelectElement;
      const presses = target instanceof HTMLButtonElement || target.type === "checkbox";
      const to = {
        ArrowRight: () => move(neighbour(1)),
        ArrowLeft: () => move(neighbour(-1)),
        Home: () => move(times[0]),
        End: () => move(times[last]),
        " ": presses ? undefined : toggle,
      }[key];
      if (to && !chooses) {
        event.preventDefault();
        to();
      }
    });
    [across, up, element("trajectories"), element("velocities")].forEach((control) =>
      control.addEventListener("change", () => {
        choose();
        drawn.draw();
      }),
    );
    page.whenRecoloured(tell);

    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      show(times[last]);
    } else {
      start();
    }
  };

  page.open({
    missing: (flow) => (flow ? "" : "No flow was recorded. Switch on \u201cRecord the flow for the view\u201d in the node\u2019s dialog and execute it. A normalising flow has none: its rows arrive in one pass."),
    draw,
  });
})();
