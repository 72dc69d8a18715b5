// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.circular;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.Seeds;
import org.flowmatch.benchmarks.quality.NodeDefaults;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.BoostedTrees;
import org.flowmatch.engine.metric.Detection;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.MixedSamples;
import org.flowmatch.engine.metric.PeriodicColumns;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.sampling.SourceRows;

/**
 * Columns that go round, modelled in several ways: how well boosted trees that see cosine and sine beside the numbers tell the rows
 * that a model makes from real ones.
 */
public final class CircularBenchmark implements Benchmark {
    public static final String NAME = "circular";

    /** The label of the line of real rows. */
    private static final String FLOOR = "real rows";

    @Override
    public String description() {
        return "columns with a period (hours, weekdays, months): AUC of trees that see cosine and sine beside the numbers\n"
                + "options: data="
                + Arrays.stream(CircularSet.values()).map(CircularSet::label).collect(Collectors.joining(","))
                + ", seeds=1-3, minutes=2 (of a training), rows=10000 (told apart), threads=1, folder=FOLDER (of the"
                + " files, default ../shared/data)";
    }

    /** What all models are judged with. */
    private record Judge(MixedSample real, Map<String, Double> periods, int rows, int threads, long seed) {
        /** AUC with cosine and sine, and without. */
        double[] of(MixedSample made) {
            return new double[] {
                auc(PeriodicColumns.beside(made, periods), PeriodicColumns.beside(real, periods)), auc(made, real)
            };
        }

        private double auc(MixedSample made, MixedSample held) {
            return Detection.auc(made, held, BoostedTrees.judge(threads), rows, seed);
        }
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("data", "seeds", "minutes", "rows", "threads", "folder");
        for (String name : options.text("data", "taxi,beijing").split(",")) {
            CircularSet set = CircularSet.named(name);
            out.println();
            out.println(set.label() + " with the periods " + set.periods()
                    + ", mean and standard deviation of the seeds " + options.text("seeds", "1-3"));
            out.println("| | AUC with cosine and sine | AUC of the plain columns |\n|---|---|---|");
            line(set, FLOOR, options, journal, out);
            for (CircleWay way : CircleWay.values()) {
                line(set, way.label(), options, journal, out);
            }
        }
        return List.of();
    }

    private static void line(CircularSet set, String label, Options options, Journal journal, PrintStream out)
            throws IOException {
        Seeds circular = new Seeds();
        Seeds plain = new Seeds();
        double minutes = options.decimal("minutes", 2);
        int rows = options.number("rows", 10_000);
        for (int seed : options.numbers("seeds", "1-3")) {
            String key = String.format(
                    Locale.ROOT, "%s, %s, seed %d, %.1f minutes, %d rows", set.label(), label, seed, minutes, rows);
            double[] areas = journal.get(key, () -> measured(set, label, options, seed));
            circular.add(areas[0]);
            plain.add(areas[1]);
        }
        out.printf(
                Locale.ROOT,
                "| %s | %.3f +- %.3f | %.3f +- %.3f |%n",
                label,
                circular.mean(),
                circular.deviation(),
                plain.mean(),
                plain.deviation());
    }

    private static double[] measured(CircularSet set, String label, Options options, long seed) throws IOException {
        Path home = Path.of(System.getProperty("flowmatch.home", "."));
        Path folder =
                Path.of(options.text("folder", home.resolve("../shared/data").toString()));
        CircularSet.Halves halves = set.halves(folder, seed);
        Optional<CircleWay> way = Arrays.stream(CircleWay.values())
                .filter(each -> each.label().equals(label))
                .findFirst();
        Table made = way.isEmpty()
                ? halves.training()
                : sampled(set, way.get(), halves, options.decimal("minutes", 2), seed);
        List<MixedSample> samples = MixedSamples.of(List.of(halves.heldBack(), made));
        Judge judge = new Judge(
                samples.get(0), set.periods(), options.number("rows", 10_000), options.number("threads", 1), seed);
        return judge.of(samples.get(1));
    }

    private static Table sampled(CircularSet set, CircleWay way, CircularSet.Halves halves, double minutes, long seed) {
        FlowModel model = NodeDefaults.model(halves.training(), way.modelling(set.periods()), seed, minutes);
        RowMatrix start = SourceRows.start(model, halves.heldBack().rows(), seed, Monitor.none());
        RowMatrix end = Movers.of(model)
                .move(model, start, Optional.empty(), NodeDefaults.sampling(), Monitor.none())
                .end();
        return model.encoding().decode(end, Monitor.none());
    }
}
