// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.benchmarks.Journal;

/**
 * Ways of making rows side by side.
 *
 * @param minutes that each may train
 * @param seeds 1 to this number, of the split, the rows and the judge
 * @param folder with the tables
 * @param written where the rows that are made are kept, with the real ones; none for nowhere
 */
record Contest(
        List<Generator> generators,
        double minutes,
        int seeds,
        Judge.Effort effort,
        Path folder,
        Optional<Path> written) {
    /** The row that the limits are for. */
    private static final String OURS = "mixed flow";

    /** Prints the table of a data set and returns a sentence for each limit that is missed. */
    List<String> run(DataSet data, Journal journal, PrintStream out) throws IOException {
        DataSet.Split first = data.split(folder, 1);
        Rows rows = new Rows(
                data.label() + ": " + first.training().rows() + " training rows, "
                        + first.heldBack().rows() + " held back; utility of " + data.target() + "; median of " + seeds
                        + (seeds == 1 ? " seed" : " seeds"),
                out);
        rows.add(
                Rows.FLOOR,
                bySeed(
                        data,
                        Rows.FLOOR,
                        journal,
                        seed -> Measure.numbers(judge(data, seed).floor(), Double.NaN)));
        for (Generator generator : generators) {
            if (generator.takes(first.training())) {
                rows.add(
                        generator.label(),
                        bySeed(data, generator.label(), journal, seed -> measure(data, generator, seed)));
            }
        }
        return data.limits().stream()
                .filter(limit -> minutes >= limit.minutes())
                .map(limit -> limit.missed(data.label(), OURS, rows.medians()))
                .flatMap(Optional::stream)
                .toList();
    }

    private interface Measurement {
        double[] of(int seed) throws IOException;
    }

    private List<double[]> bySeed(DataSet data, String label, Journal journal, Measurement measurement)
            throws IOException {
        List<double[]> numbers = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            int chosen = seed;
            String key = String.join(
                    ", ", data.label(), label, "minutes " + minutes, "most " + effort.mostRows(), "seed " + seed);
            numbers.add(journal.get(key, () -> measurement.of(chosen)));
        }
        return numbers;
    }

    private Judge judge(DataSet data, long seed) throws IOException {
        DataSet.Split split = data.split(folder, seed);
        return new Judge(split.training(), data.judged(split.heldBack()), Optional.of(data.target()), effort, seed);
    }

    private double[] measure(DataSet data, Generator generator, long seed) throws IOException {
        DataSet.Split split = data.split(folder, seed);
        long began = System.nanoTime();
        TextTable made = generator.generate(split.training(), split.heldBack().rows(), seed, minutes);
        double seconds = (System.nanoTime() - began) * 1e-9;
        if (written.isPresent()) {
            String name = data.label() + "-" + seed + "-";
            made.write(written.get().resolve(name + generator.label().replace(' ', '-') + ".csv"));
            split.training().write(written.get().resolve(name + "training.csv"));
            split.heldBack().write(written.get().resolve(name + "held-back.csv"));
        }
        return Measure.numbers(judge(data, seed).of(made), seconds);
    }
}
