// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.circular;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.flowmatch.benchmarks.quality.DataSet;
import org.flowmatch.benchmarks.quality.TypedTable;
import org.flowmatch.engine.data.Table;

/** Tables with columns that go round. */
public enum CircularSet {
    /** {@link Rides}. */
    TAXI(Map.of("hour", 24.0, "weekday", 7.0)) {
        @Override
        public Halves halves(Path folder, long seed) {
            return new Halves(Rides.table(ROWS, seed), Rides.table(ROWS, HELD_BACK + seed));
        }
    },
    /** Two halves of its rows by the seed. */
    BEIJING(Map.of("hour", 24.0, "month", 12.0)) {
        @Override
        public Halves halves(Path folder, long seed) throws IOException {
            DataSet.Split split = DataSet.BEIJING.split(folder, seed);
            return new Halves(
                    TypedTable.of(DataSet.BEIJING.judged(split.training())),
                    TypedTable.of(DataSet.BEIJING.judged(split.heldBack())));
        }
    };

    private static final int ROWS = 20_000;
    /** Seeds of held-back rows are apart from those of training rows. */
    private static final long HELD_BACK = 1000;

    private final Map<String, Double> periods;

    CircularSet(Map<String, Double> periods) {
        this.periods = periods;
    }

    /** Real rows to learn from, and others to judge by. */
    public record Halves(Table training, Table heldBack) {}

    /** By column, in its unit. */
    Map<String, Double> periods() {
        return periods;
    }

    /** @param folder with the CSV files */
    public abstract Halves halves(Path folder, long seed) throws IOException;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CircularSet named(String label) {
        return Arrays.stream(values())
                .filter(set -> set.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no data set " + label + ", only "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(CircularSet::label).toList()) + "."));
    }
}
