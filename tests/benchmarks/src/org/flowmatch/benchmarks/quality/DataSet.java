// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** The tables that are judged, with their limits. */
public enum DataSet {
    ADULT(
            "income",
            List.of(),
            List.of(
                    Limit.atMost(Measure.DETECTION, 0.56, 3),
                    Limit.atMost(Measure.DETECTION, 0.54, 6),
                    Limit.floors(Measure.SHAPE, 1.3, 6),
                    Limit.floors(Measure.TREND, 1.3, 6),
                    Limit.atLeast(Measure.UTILITY, 0.918, 6))),
    SHOPPERS("Revenue", List.of(), List.of(Limit.atMost(Measure.DETECTION, 0.58, 3))),
    BEIJING(
            "pm2.5",
            List.of("No"),
            List.of(Limit.atMost(Measure.DETECTION, 0.63, 6), Limit.floors(Measure.GAPS, 1.5, 0))),
    DIAMONDS("price", List.of(), List.of(Limit.atMost(Measure.DETECTION, 0.72, 0))),
    WINEQUALITY_WHITE("quality", List.of(), List.of(Limit.above(Measure.DETECTION, new NumericFlow().label(), 0.02))),
    CREDIT_G("class", List.of(), List.of(Limit.atMost(Measure.CLOSER, 0.58, 0))),
    PENGUINS("species", List.of(), List.of(Limit.atMost(Measure.CLOSER, 0.58, 0), Limit.floors(Measure.GAPS, 1.5, 0))),
    SENSORS("state", List.of(), List.of(Limit.floors(Measure.GAPS, 1.5, 0)));

    private final String target;
    private final List<String> identifiers;
    private final List<Limit> limits;

    DataSet(String target, List<String> identifiers, List<Limit> limits) {
        this.target = target;
        this.identifiers = identifiers;
        this.limits = limits;
    }

    /** Real rows. */
    public record Split(TextTable training, TextTable heldBack) {}

    /** As the user writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The column that is predicted. */
    String target() {
        return target;
    }

    /** Whether a column is judged: not when it only numbers the rows. */
    boolean judges(String column) {
        return !identifiers.contains(column);
    }

    List<Limit> limits() {
        return limits;
    }

    public static DataSet named(String label) {
        return Arrays.stream(values())
                .filter(set -> set.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no data set " + label + ". There are "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(DataSet::label).toList()) + "."));
    }

    /**
     * Adult's own training and test rows; of every other table two halves of its rows by the seed.
     *
     * @param folder with the CSV files
     */
    public Split split(Path folder, long seed) throws IOException {
        if (this == ADULT) {
            return new Split(
                    TextTable.read(folder.resolve("adult-train.csv")),
                    TextTable.read(folder.resolve("adult-test.csv")));
        }
        TextTable table = this == SENSORS ? Sensors.table() : TextTable.read(folder.resolve(label() + ".csv"));
        int[] order = new KeyedRandom(seed, Purpose.SPLIT).permutation(table.rows(), 0);
        int half = table.rows() / 2;
        return new Split(
                table.select(Arrays.copyOf(order, half)), table.select(Arrays.copyOfRange(order, half, 2 * half)));
    }

    /** All columns of a table that are judged. */
    public TextTable judged(TextTable table) {
        return table.choose(IntStream.range(0, table.names().size())
                .mapToObj(table.names()::get)
                .filter(this::judges)
                .toList());
    }
}
