// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws {steps: [n], train: [n], validation: [n, null where not measured], bestStep: number or null, kinds: [{name, train, validation}]}.
(() => {
  const element = (id) => document.getElementById(id);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const number = (value) => Number(value.toPrecision(5)).toString();
  const count = (value) => value.toLocaleString("en");

  const points = (steps, losses) =>
    steps.map((x, i) => ({ x, y: losses[i] })).filter(({ y }) => typeof y === "number");

  const bestStepLine = (bestStep) => ({
    id: "bestStep",
    afterDatasetsDraw: ({ ctx, chartArea, scales }) => {
      if (bestStep === null) {
        return;
      }
      const x = scales.x.getPixelForValue(bestStep);
      const onTheLeft = x > (chartArea.left + chartArea.right) / 2;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = colour("best");
      ctx.setLineDash([5, 4]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.textAlign = onTheLeft ? "right" : "left";
      ctx.textBaseline = "top";
      ctx.fillText(`best step ${count(bestStep)}`, x + (onTheLeft ? -6 : 6), chartArea.top + 4);
      ctx.restore();
    },
  });

  const dashes = { numbers: [2, 3], labels: [8, 4] };

  const series = (label, name, data, bestStep) => ({
    label,
    data,
    borderColor: colour(name),
    backgroundColor: colour(name),
    borderWidth: 2,
    pointRadius: ({ raw }) => (name === "validation" && raw?.x === bestStep ? 5 : 0),
    pointHoverRadius: 4,
    pointHitRadius: 8,
    tension: 0,
  });

  const ofKind = (label, name, kind, steps, bestStep) => ({
    ...series(`${label}, ${kind.name}`, name, points(steps, kind[name]), bestStep),
    borderDash: dashes[kind.name],
    borderWidth: 1.5,
    pointRadius: 0,
  });

  const axis = (title, more) => ({
    title: { display: true, text: title, color: colour("muted") },
    ticks: { color: colour("muted") },
    grid: { color: colour("grid") },
    border: { color: colour("grid") },
    ...more,
  });

  const draw = ({ steps, train, validation, bestStep, kinds }, logarithmic) => {
    Chart.defaults.color = colour("text");
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    const validated = points(steps, validation);
    const datasets = [series("Training", "train", points(steps, train), bestStep)];
    datasets.push(...kinds.map((kind) => ofKind("Training", "train", kind, steps, bestStep)));
    if (validated.length > 0) {
      datasets.push(series("Validation", "validation", validated, bestStep));
      datasets.push(...kinds.map((kind) => ofKind("Validation", "validation", kind, steps, bestStep)));
    }
    return new Chart(element("chart"), {
      type: "line",
      data: { datasets },
      plugins: [bestStepLine(bestStep)],
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        interaction: { mode: "x", intersect: false, axis: "x" },
        plugins: {
          legend: { position: "bottom", labels: { usePointStyle: true, pointStyle: "line" } },
          tooltip: {
            callbacks: {
              title: (items) => `Step ${count(items[0].raw.x)}`,
              label: ({ dataset, raw }) => `${dataset.label}: ${number(raw.y)}`,
            },
          },
        },
        scales: {
          x: axis("Step", { type: "linear", min: Math.min(...steps), max: Math.max(...steps) }),
          y: axis("Loss", { type: logarithmic ? "logarithmic" : "linear" }),
        },
      },
    });
  };

  const summary = ({ steps, train, validation, bestStep }) => {
    const last = steps.length - 1;
    const best = steps.indexOf(bestStep);
    return best < 0 || typeof validation[best] !== "number"
      ? `${count(steps[last])} steps, training loss ${number(train[last])} at the end`
      : `${count(steps[last])} steps, lowest validation loss ${number(validation[best])} at step ${count(bestStep)}`;
  };

  const facts = ({ rowsPerSecond, seed }) =>
    `${rowsPerSecond ? `, ${count(Math.round(rowsPerSecond))} rows/s` : ""}${seed ? `, seed ${seed}` : ""}`;

  const say = (text) => {
    element("message").textContent = text;
    element("message").hidden = false;
    document.querySelector("main").hidden = true;
    document.querySelector("header").hidden = true;
  };

  const show = (losses) => {
    if (!losses || losses.steps.length === 0) {
      say("Execute the node to see its loss curve.");
      return;
    }
    element("summary").textContent = summary(losses) + facts(losses);
    const toggle = element("logarithmic");
    let chart = draw(losses, toggle.checked);
    const redraw = () => {
      chart.destroy();
      chart = draw(losses, toggle.checked);
    };
    toggle.addEventListener("change", redraw);
    dark.addEventListener("change", redraw);
  };

  knime.initialData().then(show).catch((error) => say(error.message));
})();
