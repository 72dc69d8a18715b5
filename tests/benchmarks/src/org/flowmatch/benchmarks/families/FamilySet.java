// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.families;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.flowmatch.benchmarks.quality.DataSet;
import org.flowmatch.benchmarks.quality.TypedTable;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;

/** The rows on which families are compared. */
enum FamilySet {
    MOONS {
        @Override
        Split split(Path folder, int testRows, long seed) {
            return example(ExampleDistribution.TWO_MOONS, 0.05, testRows, seed);
        }
    },
    CHECKERBOARD {
        @Override
        Split split(Path folder, int testRows, long seed) {
            return example(ExampleDistribution.CHECKERBOARD, 0, testRows, seed);
        }
    },
    MIXTURE {
        @Override
        Split split(Path folder, int testRows, long seed) {
            Table test = GaussianMixture.table(testRows, TEST + seed);
            return new Split(
                    GaussianMixture.table(TRAINING, seed),
                    test,
                    OptionalDouble.of(GaussianMixture.meanLogDensity(test)));
        }
    },
    /** Two halves of its rows by the seed. */
    WINEQUALITY_WHITE {
        @Override
        Split split(Path folder, int testRows, long seed) throws IOException {
            DataSet.Split halves = DataSet.WINEQUALITY_WHITE.split(folder, seed);
            return new Split(
                    TypedTable.of(halves.training()), TypedTable.of(halves.heldBack()), OptionalDouble.empty());
        }
    };

    private static final int TRAINING = 20_000;
    /** Seeds of test rows are apart from those of training rows. */
    private static final long TEST = 1000;

    /**
     * @param training rows that models learn from
     * @param test rows that they have not seen
     * @param entropy the mean log-density of the test rows under their own law, where it is known
     */
    record Split(Table training, Table test, OptionalDouble entropy) {}

    /**
     * @param folder with the CSV files
     * @param testRows as many as are drawn where a law can be drawn from
     */
    abstract Split split(Path folder, int testRows, long seed) throws IOException;

    private static Split example(ExampleDistribution law, double noise, int testRows, long seed) {
        return new Split(
                law.sample(TRAINING, noise, 2, seed),
                law.sample(testRows, noise, 2, TEST + seed),
                OptionalDouble.empty());
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String labels() {
        return Arrays.stream(values()).map(FamilySet::label).collect(Collectors.joining(","));
    }

    static FamilySet named(String label) {
        return Arrays.stream(values())
                .filter(set -> set.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no data set " + label + ". There are " + labels() + "."));
    }
}
