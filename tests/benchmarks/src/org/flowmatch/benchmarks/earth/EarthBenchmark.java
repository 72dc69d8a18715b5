// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.earth;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.Seeds;
import org.flowmatch.engine.data.Table;

/** Densities of positions on the earth: the negative log-likelihood of test rows, in nats per steradian. */
public final class EarthBenchmark implements Benchmark {
    public static final String NAME = "earth";

    @Override
    public String description() {
        return "positions of floods and fires: negative log-likelihood of test rows, nats per steradian\n"
                + "options: data="
                + Arrays.stream(Disaster.values()).map(Disaster::label).collect(Collectors.joining(","))
                + ", seeds=1-3, minutes=10 (of a training), folder=FOLDER (of the files, default ../shared/data/earth)";
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("data", "seeds", "minutes", "folder");
        Path home = Path.of(System.getProperty("flowmatch.home", "."));
        Path folder = Path.of(
                options.text("folder", home.resolve("../shared/data/earth").toString()));
        double minutes = options.decimal("minutes", 10);
        List<Integer> seeds = options.numbers("seeds", "1-3");
        out.println(
                "80% of the rows learnt from, 10% to choose by, 10% judged; mean and standard deviation of the seeds "
                        + options.text("seeds", "1-3"));
        out.println("| | rows | "
                + Arrays.stream(PositionDensity.values())
                        .map(PositionDensity::label)
                        .collect(Collectors.joining(" | "))
                + " | published |");
        out.println("|---".repeat(3 + PositionDensity.values().length) + "|");
        for (String name : options.text("data", "flood,fire").split(",")) {
            Disaster disaster = Disaster.named(name);
            Table positions = disaster.positions(folder);
            StringBuilder line = new StringBuilder("| " + disaster.label() + " | " + positions.rows());
            for (PositionDensity density : PositionDensity.values()) {
                Seeds nats = new Seeds();
                for (int seed : seeds) {
                    nats.add(journal.get(density.key(disaster, seed, minutes), () ->
                            new double[] {density.negativeLogLikelihood(positions, seed, minutes)})[0]);
                }
                line.append(String.format(Locale.ROOT, " | %.3f +- %.3f", nats.mean(), nats.deviation()));
            }
            out.println(line + " | " + disaster.published() + " |");
        }
        return List.of();
    }
}
