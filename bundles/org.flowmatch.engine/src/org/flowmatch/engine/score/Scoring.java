// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.MixedSample;

/** The steps of a {@link TableScore}. */
final class Scoring {
    private final List<Synthetic> synthetic;
    private final ScoreSettings settings;
    private final ComparedTables compared;
    private final RealRows real;
    /** Rows of each synthetic table, and of training rows in its place, that are compared with held-back ones. */
    private final List<Integer> sizes;
    /** The different ones, for which floors are computed. */
    private final List<Integer> floors;

    /** Prepares the tables, with progress and cancel as {@link #run}. */
    static Scoring of(
            Table training,
            List<Synthetic> synthetic,
            Optional<Table> heldBack,
            ScoreSettings settings,
            Monitor monitor) {
        return once(
                "Prepares the tables",
                () -> new Scoring(training, synthetic, heldBack, settings),
                monitor.part(0, 0.01));
    }

    private Scoring(Table training, List<Synthetic> synthetic, Optional<Table> heldBack, ScoreSettings settings) {
        if (synthetic.isEmpty()) {
            throw new IllegalArgumentException("no synthetic table");
        }
        this.synthetic = List.copyOf(synthetic);
        this.settings = settings;
        compared = ComparedTables.of(
                training,
                synthetic,
                heldBack,
                Stream.concat(settings.target().stream(), settings.secrets().stream())
                        .toList());
        real = RealRows.of(compared, settings.seed());
        int most = Math.min(real.training().rows(), real.heldBack().rows());
        sizes = compared.synthetic().stream()
                .map(sample -> Math.min(most, sample.rows()))
                .toList();
        floors = sizes.stream().distinct().toList();
    }

    TableScore run(Monitor monitor) {
        List<Likeness> likeness = likeness(monitor.part(0.01, 0.03));
        List<DetectionScore> detection = detection(monitor.part(0.03, 0.55));
        List<UtilityScore> utility = utility(monitor.part(0.55, 0.75));
        List<PrivacyScore> privacy = privacy(monitor.part(0.75, 0.93));
        List<List<RuleScore>> rules = once("Looks for rules", this::rules, monitor.part(0.93, 0.97));
        Pictures pictures = once("Draws pictures", this::pictures, monitor.part(0.97, 1));
        List<String> names = compared.columns().stream().map(ColumnInfo::name).toList();
        int known = floors.size();
        List<SyntheticScore> scores = IntStream.range(0, synthetic.size())
                .mapToObj(i -> {
                    int floor = floors.indexOf(sizes.get(i));
                    return SyntheticScore.of(
                            synthetic.get(i).name(),
                            names,
                            new Findings(
                                    detection.get(known + i),
                                    likeness.get(2 * known + i),
                                    utility.get(1 + i),
                                    privacy.get(i),
                                    rules.get(i)),
                            new RealFindings(
                                    detection.get(floor),
                                    likeness.get(2 * floor),
                                    likeness.get(2 * floor + 1),
                                    utility.get(0)),
                            settings.target(),
                            real.split());
                })
                .toList();
        return new TableScore(compared.columns(), real.split(), notes(), scores, pictures);
    }

    /** On a thread of its own, so that a cancel need not wait for it. */
    private static <T> T once(String what, Supplier<T> step, Monitor monitor) {
        return Batch.run(1, 1, what, job -> step.get(), monitor).get(0);
    }

    private MixedSample drawn(MixedSample sample, int size) {
        return sample.draw(size, settings.seed(), 1);
    }

    /** Of each floor the training rows, as they are and shuffled; then the synthetic tables. */
    private List<Likeness> likeness(Monitor monitor) {
        MatchedColumns changed = new MatchedColumns(settings.seed());
        List<MixedSample> judged = new ArrayList<>();
        for (int size : floors) {
            MixedSample floor = drawn(real.training(), size);
            judged.add(floor);
            judged.add(changed.shuffled(floor));
        }
        for (int i = 0; i < sizes.size(); i++) {
            judged.add(drawn(compared.synthetic().get(i), sizes.get(i)));
        }
        return Batch.run(
                judged.size(),
                settings.threads(),
                "Compares columns and pairs of columns",
                i -> Likeness.of(judged.get(i), real.heldBack()),
                monitor);
    }

    /** Of each floor the training rows; then the synthetic tables. */
    private List<DetectionScore> detection(Monitor monitor) {
        DetectionWork work = new DetectionWork(real.heldBack(), settings);
        floors.forEach(size -> work.add(real.training(), size, monitor));
        for (int i = 0; i < sizes.size(); i++) {
            work.add(compared.synthetic().get(i), sizes.get(i), monitor);
        }
        return work.run(monitor);
    }

    private List<UtilityScore> utility(Monitor monitor) {
        List<MixedSample> tables = new ArrayList<>(List.of(real.training()));
        tables.addAll(compared.synthetic());
        return new UtilityWork(tables, real.heldBack(), settings).run(monitor);
    }

    private List<PrivacyScore> privacy(Monitor monitor) {
        int count = synthetic.size();
        double part = 1.0 / (count + 1);
        PrivacyWork work =
                new PrivacyWork(real, settings, new Closest.Search(settings.threads(), monitor.part(0, part)));
        List<PrivacyScore> scores = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scores.add(work.score(
                    compared.synthetic().get(i),
                    synthetic.get(i).densities(),
                    new Closest.Search(settings.threads(), monitor.part((i + 1) * part, (i + 2) * part))));
        }
        return scores;
    }

    /** What each synthetic table makes of the rules of the real rows. */
    private List<List<RuleScore>> rules() {
        int most = settings.effort().ruleRows();
        List<FoundRule> found = new RuleFinder(
                        real.training().draw(most, settings.seed(), 10),
                        real.heldBack().draw(most, settings.seed(), 11),
                        compared.columns(),
                        settings.seed())
                .run();
        return compared.synthetic().stream()
                .map(sample -> found.stream().map(rule -> rule.score(sample)).toList())
                .toList();
    }

    private Pictures pictures() {
        List<MixedSample> tables = new ArrayList<>(List.of(compared.training()));
        tables.addAll(compared.synthetic());
        return Pictures.of(compared, PrincipalPlane.of(tables, settings.seed()));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(compared.notes());
        if (real.split()) {
            notes.add(
                    "No rows were held back, so the training table was split in halves. The generator has seen both: detection"
                            + " and predictions flatter a table that repeats training rows, copies and distances see half of them, and"
                            + " what compares rows that were seen with rows that were not (closer rows, membership and attribute"
                            + " inference) cannot be told.");
        }
        for (int i = 0; i < sizes.size(); i++) {
            if (compared.synthetic().get(i).rows() < real.heldBack().rows()) {
                notes.add("The synthetic table " + Quoted.of(synthetic.get(i).name()) + " has fewer rows ("
                        + compared.synthetic().get(i).rows() + ") than are held back ("
                        + real.heldBack().rows()
                        + "), so that its floors are of as few training rows and its intervals are wide.");
            }
        }
        return List.copyOf(notes);
    }
}
