// SPDX-License-Identifier: Apache-2.0
"use strict";

// Draws the report that ReportJson describes, of one synthetic table at a time.
(() => {
  const { element, make, explain, number, percent } = page;
  const { show, figure, grade, way } = tables;
  const SUBJECTS = { LIKENESS: "likeness", USE: "use", PRIVACY: "privacy" };

  const verdict = ({ verdict: { quality, privacy, model, ofQuality, ofPrivacy, ofModel } }) => {
    const sentence = (name, text) => {
      const made = make("p");
      made.append(grade(name), make("span", { textContent: text }));
      return made;
    };
    element("verdict").replaceChildren(
      sentence(quality, ofQuality),
      sentence(privacy, ofPrivacy),
      ...(model ? [sentence(model, ofModel)] : []),
    );
  };

  const measures = ({ measures: all }) =>
    show(
      element("measures"),
      [
        { title: "Verdict", of: ({ grade: name }) => grade(name) },
        {
          title: "Measure",
          of: ({ measure, meaning, of }) => explain(make("span", { textContent: of ? `${measure}: ${of}` : measure }), meaning),
        },
        { title: "Value (95% interval)", numeric: true, of: ({ value }) => figure(value) },
        { title: "Floor", numeric: true, of: ({ floor }) => figure(floor && [floor[0], floor[0], floor[0]]) },
        { title: "Way to the worst", of: ({ share }) => way(share) },
        { title: "About", of: ({ subject }) => SUBJECTS[subject] },
      ],
      all,
      "",
    );

  const use = (report, { columns: all }) =>
    show(
      element("use"),
      [
        { title: "Column", of: ({ column }) => report.columns[column] },
        { title: "Predicted after synthetic rows", numeric: true, of: ({ utility }) => figure(utility.skill) },
        { title: "After real rows", numeric: true, of: ({ utility }) => figure(utility.ofReal) },
        { title: "Ratio", numeric: true, of: ({ utility }) => number(utility.ratio, 3) },
      ],
      all.filter(({ utility }) => utility).sort((a, b) => a.utility.ratio - b.utility.ratio),
      "No column can be predicted from the others, not even by real rows.",
    );

  const privacy = ({ privacy: found }) => {
    const of = (text, value, floor, ideal) => ({ text, value, floor, ideal });
    show(
      element("privacy"),
      [
        { title: "Attack or measure", of: ({ text }) => text },
        { title: "Synthetic rows (95% interval)", numeric: true, of: ({ value }) => figure(value) },
        { title: "Real rows, or no leak", numeric: true, of: ({ floor, ideal }) => ideal ?? figure(floor) },
      ],
      [
        of("exact copies of training rows", found.copies, found.copiesOfHeldBack),
        of("median distance to the closest training row", found.distance, found.distanceOfHeldBack),
        of("closer to training than to held-back rows", found.closer, null, "0.5"),
        of("membership inference by distance, AUC", found.membershipByDistance, null, "0.5"),
        of("membership inference by density, AUC", found.membershipByDensity, null, "0.5"),
        ...found.secrets.map(({ column, gain }) => of(`gain in guessing ${column} of training rows`, gain, null, "0")),
      ].filter(({ value }) => value),
      "",
    );
  };

  const rules = ({ rules: all }) =>
    show(
      element("rules"),
      [
        { title: "Rule", of: ({ rule }) => rule },
        { title: "Broken by synthetic rows", numeric: true, of: ({ synthetic }) => percent(synthetic?.[0]) },
        { title: "By held-back rows", numeric: true, of: ({ heldBack }) => percent(heldBack) },
        { title: "If columns were independent", numeric: true, of: ({ independent }) => percent(independent) },
      ],
      all,
      "None were found.",
    );

  const draw = (report, place) => {
    const table = report.tables[place];
    element("chosen").textContent = table.name;
    element("chosen").hidden = report.tables.length < 2;
    verdict(table);
    measures(table);
    columns.show(report, table);
    pairs.show(report, table, place);
    space.show(report, table, place);
    use(report, table);
    privacy(table);
    rules(table);
    element("notes").replaceChildren(...report.notes.map((note) => make("p", { className: "hint", textContent: note })));
  };

  page.open({
    missing: (report) => (report?.tables?.length > 0 ? "" : "Execute the node to see its report."),
    draw: (report) => {
      const select = element("table");
      select.append(...report.tables.map(({ name }, value) => make("option", { value, textContent: name })));
      element("choice").hidden = report.tables.length < 2;
      select.addEventListener("change", () => draw(report, Number(select.value)));
      comparison.show(report);
      draw(report, 0);
    },
  });
})();
