// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.FarCell;
import org.flowmatch.engine.json.JsonName;

/** How one condition column becomes features of the network. */
public sealed interface FittedCondition {
    /** The most labels that a column may have; each is a feature. */
    int MOST_CATEGORIES = 256;

    String name();

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

        /** The cell of the column that this was fitted on, if there is one, which scales all the others. */
        Optional<FarCell> farCell(ConditionColumn.Numbers column) {
            return FarCell.of(column.values(), mean, deviation);
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

        /** The place of each category. */
        Map<String, Integer> places() {
            Map<String, Integer> places = new HashMap<>();
            for (String category : categories) {
                places.put(category, places.size());
            }
            return places;
        }
    }

    /**
     * @param table what messages call the table of the column, for instance "target table"
     * @throws FlowException when a cell is missing, the column is constant or has too many labels, or one cell scales it so
     *     that the others cannot be told apart
     */
    static FittedCondition fit(ConditionColumn column, String table) {
        ConditionErrors.requireUsable(column, table);
        if (column instanceof ConditionColumn.Numbers numbers) {
            return fit(numbers, table);
        }
        return fit((ConditionColumn.Texts) column, table);
    }

    private static FittedCondition fit(ConditionColumn.Numbers column, String table) {
        double mean = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : column.values()) {
            mean += value / column.rows();
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        if (!(smallest < largest)) {
            throw ConditionErrors.constant(column.name(), table, Double.toString(smallest));
        }
        double squares = 0;
        for (double value : column.values()) {
            squares += (value - mean) * (value - mean) / column.rows();
        }
        double deviation = Math.sqrt(squares);
        if (!(deviation > 0 && Double.isFinite(deviation))) {
            throw ConditionErrors.unscalable(column.name(), table, smallest, largest);
        }
        Number fitted = new Number(column.name(), mean, deviation, smallest, largest);
        fitted.farCell(column).filter(FarCell::hidesOthers).ifPresent(cell -> {
            throw ConditionErrors.scaledByOneCell(column.name(), table, cell);
        });
        return fitted;
    }

    private static FittedCondition fit(ConditionColumn.Texts column, String table) {
        TreeSet<String> categories = new TreeSet<>(column.values());
        if (categories.size() == 1) {
            throw ConditionErrors.constant(column.name(), table, categories.first());
        }
        if (categories.size() > MOST_CATEGORIES) {
            throw ConditionErrors.tooMany(column.name(), table, categories.size());
        }
        return new Nominal(column.name(), List.copyOf(categories));
    }
}
