// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.sequence;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.quality.NodeDefaults;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.mixed.LabelProbabilities;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.engine.mixed.MixedMover;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SourceRows;

/**
 * Sequences whose rules can be checked, by a mixer and by the network of labels that stand alone: what share of sampled rows keeps the
 * rules, also of rows of which some symbols are given, how many of these are new, and how probable fresh rows are.
 */
public final class SequenceBenchmark implements Benchmark {
    public static final String NAME = "sequences";

    private static final int ORDERS = 8;
    private static final double LEAST_LEGAL = 0.98;
    private static final double LEAST_VALID = 0.95;
    private static final double MOST_NATS = 9.3;

    /** What was measured of one model. */
    private record Figures(double valid, double completed, double fresh, double nats) {}

    @Override
    public String description() {
        return "sequences of symbols with rules: shares of rows that keep them, sampled and completed; log-probability\n"
                + "options: data="
                + Arrays.stream(SequenceSet.values()).map(SequenceSet::label).collect(Collectors.joining(","))
                + ", networks=mixer,perceptron, minutes=5 (of a training), rows=12000 (trained on), samples=2000, seed=1";
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("data", "networks", "minutes", "rows", "samples", "seed");
        List<String> missed = new ArrayList<>();
        out.println(
                "| data | network | rows by the rules | completed rows by the rules | new of these | -log p, nats |\n"
                        + "|---|---|---|---|---|---|");
        for (String name :
                options.text("data", "checkerboard,tic-tac-toe,codes").split(",")) {
            SequenceSet set = SequenceSet.named(name);
            for (String network : options.text("networks", "mixer,perceptron").split(",")) {
                boolean mixer = network.equals("mixer");
                String key = set.label() + ", " + network + ", " + options.decimal("minutes", 5) + " minutes, "
                        + options.number("rows", 12_000) + " rows, seed " + options.number("seed", 1);
                double[] found = journal.get(key, () -> measured(set, mixer, options));
                Figures figures = new Figures(found[0], found[1], found[2], found[3]);
                out.println(line(set, network, figures));
                if (mixer && !holds(set, figures)) {
                    missed.add(set.label() + " misses its limits");
                }
            }
        }
        return missed;
    }

    private static String line(SequenceSet set, String network, Figures figures) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f%% | %.1f%% | %.0f%% | %s |",
                set.label(),
                network,
                100 * figures.valid(),
                100 * figures.completed(),
                100 * figures.fresh(),
                Double.isNaN(set.entropy())
                        ? String.format(Locale.ROOT, "%.3f", figures.nats())
                        : String.format(Locale.ROOT, "%.3f (least %.3f)", figures.nats(), set.entropy()));
    }

    private static boolean holds(SequenceSet set, Figures figures) {
        return switch (set) {
            case CHECKERBOARD -> figures.valid() >= LEAST_LEGAL && figures.nats() <= MOST_NATS;
            case TIC_TAC_TOE -> figures.valid() >= LEAST_LEGAL && figures.completed() >= LEAST_LEGAL;
            case CODES -> figures.valid() >= LEAST_VALID;
        };
    }

    private static double[] measured(SequenceSet set, boolean mixer, Options options) {
        long seed = options.number("seed", 1);
        int samples = options.number("samples", 2000);
        List<List<String>> training = set.draw(options.number("rows", 12_000), seed);
        FlowModel model =
                NodeDefaults.model(set.table(training), set.modelling(mixer), seed, options.decimal("minutes", 5));
        List<List<String>> made = complete(set, model, samples, Optional.empty());
        List<List<String>> fresh = set.draw(samples, seed + 1);
        RowMatrix encoded = model.encoding().encode(set.table(fresh), TableRole.TARGET, Monitor.none());
        List<List<String>> completed = complete(set, model, encoded.rows(), Optional.of(hidden(encoded, seed)));
        Set<List<String>> known = new HashSet<>(training);
        List<List<String>> valid = made.stream().filter(set::valid).toList();
        LabelProbabilities probable = LabelProbabilities.of(
                model, (MixedFlow) model.dynamics(), encoded, Optional.empty(), ORDERS, seed, Monitor.none());
        return new double[] {
            share(made, set::valid),
            share(completed, set::valid),
            share(valid, row -> !known.contains(row)),
            -Arrays.stream(probable.log()).average().orElseThrow()
        };
    }

    /** Rows of which a random share of symbols, of each row another, is not given. */
    private static RowMatrix hidden(RowMatrix encoded, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.GIVEN);
        float[] given = encoded.toArray();
        for (int row = 0; row < encoded.rows(); row++) {
            float[] u = new float[encoded.columns() + 1];
            random.uniforms(row, 0, u, 0, u.length);
            for (int k = 0; k < encoded.columns(); k++) {
                int at = row * encoded.columns() + k;
                given[at] = u[1 + k] < u[0] ? Float.NaN : given[at];
            }
        }
        return RowMatrix.of(given, encoded.columns());
    }

    private static List<List<String>> complete(SequenceSet set, FlowModel model, int rows, Optional<RowMatrix> given) {
        RowMatrix start = SourceRows.start(model, rows, 7, Monitor.none());
        RowMatrix end = new MixedMover((MixedFlow) model.dynamics())
                .complete(model, start, given, Optional.empty(), NodeDefaults.sampling(), Monitor.none())
                .end();
        Table table = model.encoding().decode(end, Monitor.none());
        return set.rows(table);
    }

    private static double share(List<List<String>> rows, Predicate<List<String>> of) {
        return rows.stream().filter(of).count() / (double) Math.max(1, rows.size());
    }
}
