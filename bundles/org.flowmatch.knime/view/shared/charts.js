// SPDX-License-Identifier: Apache-2.0
"use strict";

// Charts in the page's colours, on ECharts: what an option needs that does not depend on its data.
const charts = (() => {
  const { colour, make, number } = page;
  const COLOURS = 6;
  const CROSS = "path://M3,0H7V3H10V7H7V10H3V7H0V3H3Z";
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", CROSS];
  const DASHES = ["solid", [8, 4], [2, 3], [10, 3, 2, 3]];
  const LISTED = 12; // lines of a tooltip

  // Draws option(size) into an element, again when its size or the page's colours change. SVG prints well and its texts can
  // be read by others; "canvas" is for thousands of marks.
  const open = (element, option, renderer = "svg") => {
    const chart = echarts.init(element, null, { renderer });
    const draw = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const font = { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("text") };
      const own = option({ width, height });
      chart.setOption({ animation: false, aria: { enabled: true }, textStyle: font, ...own }, { notMerge: true });
    };
    new ResizeObserver(() => {
      chart.resize();
      draw();
    }).observe(element);
    page.whenRecoloured(draw);
    draw();
    return { chart, draw };
  };

  // Series i of many: colour, marker and dash together are of one series among 120.
  const style = (i) => ({
    color: colour(`series-${i % COLOURS}`),
    symbol: SYMBOLS[i % SYMBOLS.length],
    dash: DASHES[Math.floor(i / COLOURS) % DASHES.length],
  });

  const line = (name, data, { color, symbol = "none", dash = "solid", width = 2, ...more }) => ({
    type: "line",
    name,
    data,
    symbol,
    symbolSize: 8,
    showSymbol: symbol !== "none",
    lineStyle: { color, type: dash, width },
    itemStyle: { color },
    emphasis: { disabled: true },
    ...more,
  });

  const axis = (name, more) => ({
    type: "value",
    scale: true,
    name,
    nameLocation: "middle",
    nameTextStyle: { color: colour("muted") },
    splitLine: { show: true, lineStyle: { color: colour("grid") } },
    axisLine: { show: true, onZero: false, lineStyle: { color: colour("grid") } },
    axisTick: { lineStyle: { color: colour("grid") } },
    ...more,
    axisLabel: { color: colour("muted"), hideOverlap: true, formatter: (value) => number(value), ...more?.axisLabel },
  });

  // The numbers 1, 2 and 5 times a power of ten from the last that is not above the least value to the first not below the greatest.
  const steps = (least, most) => {
    const ticks = [];
    for (let power = Math.floor(Math.log10(least)) - 1; 10 ** power <= 10 * most; power++) {
      ticks.push(...[1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
    }
    const from = ticks.findLastIndex((tick) => tick <= least);
    const to = ticks.findIndex((tick) => tick >= most);
    return ticks.slice(from, Math.max(to, from + 1) + 1);
  };

  // A logarithmic axis with these ticks, which are its range.
  const logAxis = (name, ticks, more) =>
    axis(name, {
      type: "log",
      min: ticks[0],
      max: ticks[ticks.length - 1],
      axisTick: { customValues: ticks, lineStyle: { color: colour("grid") } },
      splitLine: { show: true, customValues: ticks, lineStyle: { color: colour("grid") } },
      ...more,
      axisLabel: { customValues: ticks, ...more?.axisLabel },
    });

  // Names below the chart beside a piece of their line, with its dash and, if it has markers, one of them.
  const legend = (series) => ({
    type: "scroll",
    bottom: 0,
    itemWidth: 34,
    itemHeight: 14,
    data: series.map(({ name, showSymbol }) => ({ name, itemStyle: { opacity: showSymbol ? 1 : 0 } })),
    textStyle: { color: colour("text") },
    pageTextStyle: { color: colour("muted") },
    pageIconColor: colour("text"),
    pageIconInactiveColor: colour("grid"),
  });

  const entry = ({ color, text }) => {
    const made = make("div");
    const mark = make("span");
    mark.style.cssText = `display:inline-block;width:10px;height:10px;margin-right:6px;background:${color}`;
    made.append(mark, text);
    return made;
  };

  // A title and lines of {color, text}; texts stay texts, whatever is in them.
  const told = (title, lines) => {
    const made = make("div");
    made.append(make("strong", { textContent: title }), ...lines.slice(0, LISTED).map(entry));
    if (lines.length > LISTED) {
      made.append(make("div", { textContent: `and ${lines.length - LISTED} more` }));
    }
    return made;
  };

  // tell(items) of the marks pointed at gives [title, lines].
  const tooltip = (trigger, tell) => ({
    trigger,
    confine: true,
    backgroundColor: colour("background"),
    borderColor: colour("muted"),
    padding: [4, 8],
    textStyle: { color: colour("text"), fontSize: 13 },
    axisPointer: { lineStyle: { color: colour("muted") }, label: { show: false } },
    formatter: (items) => told(...tell([items].flat())),
  });

  // The arrow keys move the tooltip from point to point of a series while the chart has the focus.
  const walk = ({ chart }, seriesIndex, points) => {
    let at = -1;
    chart.getDom().tabIndex = 0;
    chart.getDom().addEventListener("keydown", ({ key }) => {
      const move = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (move) {
        at = Math.max(0, Math.min(points - 1, at + move));
        chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex: at });
      } else if (key === "Escape") {
        chart.dispatchAction({ type: "hideTip" });
      }
    });
  };

  return { open, style, line, axis, steps, logAxis, legend, tooltip, walk };
})();
