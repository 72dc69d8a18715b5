// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.conditional;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.Seeds;
import org.flowmatch.engine.coupling.ConditionCost;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;

/**
 * Rows of the census table made for given income and sex: how far they are from real rows of that income and sex, for three
 * couplings. Optimal transport that ignores the conditions biases what is made for a condition.
 */
public final class ConditionalGeneration implements Benchmark {
    /** Limit of the distance, in distances of two real samples. */
    public static final double MOST_FLOORS = 1.5;

    /** The couplings that are compared. */
    public enum Way {
        INDEPENDENT("independent", new CouplingSettings.Independent()),
        PLAIN(
                "OT, conditions ignored",
                new CouplingSettings.OptimalTransport(256, false, new ConditionCost(ConditionCost.Mode.IGNORE, 0))),
        AWARE("OT within conditions", new CouplingSettings.OptimalTransport(256));

        private final String label;
        private final CouplingSettings coupling;

        Way(String label, CouplingSettings coupling) {
            this.label = label;
            this.coupling = coupling;
        }

        public CouplingSettings coupling() {
            return coupling;
        }
    }

    @Override
    public String description() {
        return "rows of the census table for given income and sex: energy distance to real rows, by coupling\n"
                + "options: splits=1-10, steps, data=FILE (default ../shared/data/adult-train.csv)";
    }

    /** The training of the benchmark with another number of steps. */
    public static TrainingSettings training(int steps) {
        return TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withEmaDecay(0.999)
                .withValidation(new Validation(0, 0));
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("splits", "steps", "data");
        List<Integer> splits = options.numbers("splits", "1-10");
        int steps = options.number("steps", 3_000);
        Path home = Path.of(System.getProperty("flowmatch.home", "."));
        AdultTable table = AdultTable.read(Path.of(options.text(
                "data", home.resolve("../shared/data/adult-train.csv").toString())));
        out.printf(
                "%d rows, %s; %d steps of 256 rows, %d splits%n",
                table.numbers().rows(), Mlp.defaults().describe(), steps, splits.size());
        Seeds floors = new Seeds();
        for (int split : splits) {
            floors.add(
                    journal.get("floor, split " + split, () ->
                            new double[] {new ConditionalSplit(table, split).floor()})[0]);
        }
        out.printf(Locale.ROOT, "%-24s %.5f (%.5f)%n", "two real samples", floors.mean(), floors.deviation());
        double[] means = new double[Way.values().length];
        for (Way way : Way.values()) {
            Seeds distances = new Seeds();
            Seeds seconds = new Seeds();
            for (int split : splits) {
                double[] numbers = journal.get(way.label + ", split " + split + ", steps " + steps, () -> {
                    long began = System.nanoTime();
                    double distance =
                            new ConditionalSplit(table, split).distance(way.coupling, Mlp.defaults(), training(steps));
                    return new double[] {distance, (System.nanoTime() - began) * 1e-9};
                });
                distances.add(numbers[0]);
                seconds.add(numbers[1]);
            }
            means[way.ordinal()] = distances.mean();
            out.printf(
                    Locale.ROOT,
                    "%-24s %.5f (%.5f)  %.2f of two real samples, %.0f s per split%n",
                    way.label,
                    distances.mean(),
                    distances.deviation(),
                    distances.mean() / floors.mean(),
                    seconds.mean());
        }
        double aware = means[Way.AWARE.ordinal()];
        boolean near = aware <= MOST_FLOORS * floors.mean();
        boolean better = aware <= means[Way.INDEPENDENT.ordinal()] && aware < means[Way.PLAIN.ordinal()];
        out.println("OT within conditions at most " + MOST_FLOORS + " of two real samples: " + (near ? "yes" : "NO")
                + "; at least as good as independent and better than plain OT: " + (better ? "yes" : "NO"));
        return near && better ? List.of() : List.of("optimal transport within conditions");
    }
}
