// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.FarCell;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.json.JsonName;

/** How one condition column becomes features of the network. */
public sealed interface FittedCondition {
    /** The most labels that a column may have; each is a feature. */
    int MOST_CATEGORIES = 256;

    String name();

    /** The kind of the columns that this encodes; of numbers, any. */
    ColumnKind kind();

    /** The number of features, at least 1. */
    int features();

    /**
     * A number as z = (x - mean) / deviation, which is not limited to those learnt from.
     *
     * @param deviation the standard deviation of the target's rows, above 0
     * @param smallest of the target's rows
     * @param largest of the target's rows
     */
    @JsonName("number")
    record Number(String name, double mean, double deviation, double smallest, double largest)
            implements FittedCondition {
        public Number {
            if (!(deviation > 0)) {
                throw new FlowException(
                        "The deviation of condition " + Quoted.of(name) + " is " + deviation + ", it must be above 0.",
                        "Make the coupling again.");
            }
        }

        @Override
        public int features() {
            return 1;
        }

        @Override
        public ColumnKind kind() {
            return ColumnKind.DOUBLE;
        }

        /** The cell of the values that this was fitted on, if there is one, which scales all the others. */
        Optional<FarCell> farCell(double[] values) {
            return FarCell.of(values, mean, deviation);
        }

        float standardised(double value) {
            return (float) ((value - mean) / deviation);
        }

        /** Whether a standardised number lies among those of the target's rows. */
        boolean learnt(float z) {
            return z >= standardised(smallest) && z <= standardised(largest);
        }
    }

    /**
     * A label as a one-hot vector: 1 at its place among the categories, 0 elsewhere.
     *
     * @param categories sorted, 2 to {@link #MOST_CATEGORIES}
     */
    @JsonName("nominal")
    record Nominal(String name, List<String> categories) implements FittedCondition {
        public Nominal {
            categories = List.copyOf(categories);
            if (categories.size() < 2
                    || categories.size() > MOST_CATEGORIES
                    || new HashSet<>(categories).size() < categories.size()) {
                throw new FlowException(
                        "The condition " + Quoted.of(name) + " has " + categories.size()
                                + " categories, it must have 2 to " + MOST_CATEGORIES + " different ones.",
                        "Make the coupling again.");
            }
        }

        @Override
        public int features() {
            return categories.size();
        }

        @Override
        public ColumnKind kind() {
            return ColumnKind.TEXT;
        }

        /** By the code of a text, its place among the categories; -1 for one that is not among them. */
        int[] places(Dictionary texts) {
            Map<String, Integer> places = new HashMap<>();
            for (String category : categories) {
                places.put(category, places.size());
            }
            return IntStream.range(0, texts.size())
                    .map(code -> places.getOrDefault(texts.text(code), -1))
                    .toArray();
        }
    }

    /**
     * Fits the encoding of one column.
     *
     * @param label what messages call the table, for instance "target table"
     * @throws FlowException when a cell is missing, the column is constant or has too many labels, or one cell scales it so
     *     that the others cannot be told apart
     */
    static FittedCondition fit(Table table, int column, String label) {
        table.firstBadCell(column).ifPresent(cell -> {
            throw ConditionErrors.unusable(cell, label);
        });
        ColumnInfo info = table.columns().get(column);
        double[] values = table.column(column);
        return info.kind().numeric()
                ? fit(info.name(), values, label)
                : fit(info.name(), values, table.dictionary(column), label);
    }

    private static FittedCondition fit(String name, double[] values, String table) {
        double mean = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            mean += value / values.length;
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        if (!(smallest < largest)) {
            throw ConditionErrors.constant(name, table, Double.toString(smallest));
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        double deviation = Math.sqrt(squares);
        if (!(deviation > 0 && Double.isFinite(deviation))) {
            throw ConditionErrors.unscalable(name, table, smallest, largest);
        }
        Number fitted = new Number(name, mean, deviation, smallest, largest);
        fitted.farCell(values).filter(FarCell::hidesOthers).ifPresent(cell -> {
            throw ConditionErrors.scaledByOneCell(name, table, cell);
        });
        return fitted;
    }

    private static FittedCondition fit(String name, double[] codes, Dictionary texts, String table) {
        BitSet present = new BitSet();
        for (double code : codes) {
            present.set((int) code);
        }
        if (present.get(Dictionary.MORE)) {
            throw ConditionErrors.tooMany(name, table, texts);
        }
        if (present.cardinality() > MOST_CATEGORIES) {
            throw ConditionErrors.tooMany(name, table, Integer.toString(present.cardinality()));
        }
        List<String> categories =
                present.stream().mapToObj(texts::text).sorted().toList();
        if (categories.size() == 1) {
            throw ConditionErrors.constant(name, table, categories.get(0));
        }
        return new Nominal(name, categories);
    }
}
