// SPDX-License-Identifier: Apache-2.0
"use strict";

// Lists {columns: [{column, as, why, levels: number, missing: share of 0 to 1, warning: text, modelled: whether it is}],
// pairs: what PairPicture describes, or null where an earlier version executed the node,
// rules: [{rule: text, state: text, what: text}], none where an earlier version executed it}.
(() => {
  const { element, make, number, count } = page;
  const percent = (share) => (share === 0 ? "" : `${number(100 * share, 2)} %`);

  // On a narrow page a cell stands in a line of its own and is named there.
  const cell = (name, textContent, className = "") => {
    const made = make("td", { textContent, className });
    made.dataset.name = name;
    return made;
  };

  const row = ({ column, as, why, levels, missing, warning, modelled }) => {
    const made = make("tr", { className: modelled ? "" : "out" });
    made.append(
      make("th", { scope: "row", textContent: column }),
      cell("Modelled as", as),
      cell("Why", why, "why"),
      cell("Levels", levels ? count(levels) : "", "number"),
      cell("Missing", percent(missing), "number"),
      cell("Warning", warning, "warning"),
    );
    return made;
  };

  const ruleRow = ({ rule, state, what }) => {
    const made = make("tr");
    made.append(
      make("th", { scope: "row", textContent: rule }),
      cell("State", state),
      cell(state === "cannot be kept" ? "Why" : "What keeping it changes", what, state === "cannot be kept" ? "warning" : "why"),
    );
    return made;
  };

  const summary = (modelled, all, picture) => {
    const columns = `${count(modelled)} of ${count(all)} columns modelled`;
    const from = picture?.noise ? "noise" : "the source table";
    return picture ? `${columns}, ${picture.pairs === 1 ? "a pair" : `${count(picture.pairs)} pairs`} shown, from ${from}` : columns;
  };

  page.open({
    missing: (data) => {
      if (!data) {
        return "Execute the node to see its pairs and what becomes of the columns.";
      }
      return data.columns.length > 0 ? "" : "An earlier version executed the node: execute it again to see its pairs and what becomes of the columns.";
    },
    draw: ({ columns, pairs: picture, rules = [] }) => {
      const modelled = columns.filter((column) => column.modelled).length;
      element("summary").textContent = summary(modelled, columns.length, picture);
      element("columns").replaceChildren(...columns.map(row));
      element("rules").replaceChildren(...rules.map(ruleRow));
      element("between").hidden = rules.length === 0;
      element("how").hidden = !rules.some(({ state }) => state === "can be kept");
      element("pairs").hidden = !picture;
      if (picture) {
        pairs.show(picture);
      }
    },
  });
})();
