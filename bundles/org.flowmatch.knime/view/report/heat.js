// SPDX-License-Identifier: Apache-2.0
"use strict";

// Heat maps: what each needs, and real rows beside synthetic ones as shares of rows by two scales.
const heat = (() => {
  const { colour, percent } = page;
  const NAMES = ["Real", "Synthetic"];

  const series = (data, more) => ({
    type: "heatmap",
    data,
    emphasis: { itemStyle: { borderColor: colour("text"), borderWidth: 1 } },
    ...more,
  });

  const scale = (most, seriesIndex, to) => ({
    show: false,
    min: 0,
    max: most,
    dimension: 2,
    seriesIndex,
    inRange: { color: [colour("background"), to] },
  });

  const category = (data, more) =>
    charts.axis("", { type: "category", data, splitLine: { show: false }, axisTick: { show: false }, ...more });

  const hidden = (data, i) => category(data, { gridIndex: i, axisLabel: { show: false } });

  const cells = (shares) => shares.flatMap((row, x) => row.map((share, y) => [x, y, share]));

  // An option of [real, synthetic], each [[share]] by x and y, whose texts are x and y, in a chart of this width.
  const beside = (title, description, { width }, x, y, tables) => {
    const both = tables.map(cells);
    const most = Math.max(...both.flat().map(([, , share]) => share));
    const half = (width - 30) / 2;
    const left = (i) => (i ? half + 20 : 0);
    const text = (words, i) => ({
      text: words,
      left: left(i),
      top: 24,
      textStyle: { color: colour("muted"), fontSize: 13, fontWeight: "normal" },
    });
    return {
      aria: { enabled: true, label: { description } },
      title: [
        { left: 0, top: 0, text: title, textStyle: { color: colour("text"), fontSize: 14, width: width - 8, overflow: "truncate" } },
        ...NAMES.map(text),
      ],
      grid: NAMES.map((_, i) => ({ left: left(i) || 4, width: half - 8, top: 48, bottom: 6, show: true, borderColor: colour("grid") })),
      tooltip: charts.tooltip("item", ([{ color, value, seriesName }]) => [
        `${x[value[0]]}; ${y[value[1]]}`,
        [{ color, text: `${seriesName}: ${percent(value[2])}` }],
      ]),
      visualMap: NAMES.map((_, i) => scale(most, i, colour(`series-${i}`))),
      xAxis: NAMES.map((_, i) => hidden(x, i)),
      yAxis: NAMES.map((_, i) => hidden(y, i)),
      series: both.map((data, i) => series(data, { name: NAMES[i], xAxisIndex: i, yAxisIndex: i })),
    };
  };

  return { series, scale, category, beside };
})();
