// SPDX-License-Identifier: Apache-2.0
// Gives what is wrong with the visible texts of a page: too little contrast (below WCAG's 4.5), cut at a side, one over another.
(() => {
  const wrong = [];
  const everywhere = { left: -1e9, top: -1e9, right: 1e9, bottom: 1e9 };
  const meet = (a, b) => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const visible = ({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1;

  const ancestors = (element) => {
    const all = [];
    for (let one = element; one; one = one.parentElement) {
      all.push(one);
    }
    return all;
  };

  const svgClip = (element, style) => {
    const path = document.querySelector(`${style.clipPath.replace(/^url\("?|"?\)$/g, "")} > *`);
    const { x, y, width, height } = path.getBBox();
    const matrix = element.getScreenCTM();
    const [from, to] = [new DOMPoint(x, y), new DOMPoint(x + width, y + height)].map((point) => point.matrixTransform(matrix));
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  };

  // What elements leave of their content: scrolled parts aside, and what is cut without a way to see it.
  const frame = (element) => {
    let seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    let paged = everywhere;
    for (const one of ancestors(element)) {
      const style = getComputedStyle(one);
      if (style.clipPath.startsWith("url")) {
        paged = meet(paged, svgClip(one, style));
      } else if (style.clipPath !== "none") {
        return { seen: { left: 0, top: 0, right: 0, bottom: 0 }, paged };
      }
      if (style.overflowX !== "visible") {
        seen = meet(seen, one.getBoundingClientRect());
      }
    }
    return { seen, paged };
  };

  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const background = (element) =>
    ancestors(element)
      .map((one) => getComputedStyle(one).backgroundColor)
      .find((colour) => (channels(colour)[3] ?? 1) === 1) ?? "rgb(255, 255, 255)";

  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (!text || element.closest("script, style") || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      continue;
    }
    const { seen, paged } = frame(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => visible(meet(meet(box, seen), paged)));
    if (boxes.length === 0) {
      continue;
    }
    const style = getComputedStyle(element);
    const ratio = contrast(element instanceof SVGElement ? style.fill : style.color, background(element));
    if (ratio < 4.5 && !element.closest(":disabled")) {
      wrong.push(`"${text}" has a contrast of ${ratio.toFixed(2)}`);
    }
    for (const box of boxes) {
      const inside = meet(box, paged);
      if (inside.left < seen.left - 1 || inside.right > seen.right + 1) {
        wrong.push(`"${text}" is cut at a side`);
      }
      if (element instanceof SVGElement && (inside.top < seen.top - 1 || inside.bottom > seen.bottom + 1)) {
        const chart = element.closest("svg").getBoundingClientRect();
        if (inside.top < chart.top - 1 || inside.bottom > chart.bottom + 1) {
          wrong.push(`"${text}" is cut by its chart`);
        }
      }
      lines.push({ node, text, ...meet(inside, seen) });
    }
  }

  lines.forEach((a, i) =>
    lines.slice(i + 1).forEach((b) => {
      const common = meet(a, b);
      if (a.node !== b.node && common.right - common.left > 1 && common.bottom - common.top > 3) {
        wrong.push(`"${a.text}" and "${b.text}" are one over the other`);
      }
    }),
  );
  return wrong;
})()
