// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.RowMatrix;

/**
 * How rows of conditions become features c [n, m] of the network: a flag that is 1, then the features of each column in
 * order. The zero vector stands for a row whose condition is not given: the flag distinguishes it from every condition. Without
 * columns m is 0.
 *
 * @param columns fitted on the target table; may be empty
 */
public record ConditionEncoding(List<FittedCondition> columns) {
    /** What a file of a version without conditions means. */
    public static final String NONE_AS_JSON = "{\"columns\":[]}";

    public ConditionEncoding {
        columns = List.copyOf(columns);
    }

    /** The encoding without conditions. */
    public static ConditionEncoding none() {
        return new ConditionEncoding(List.of());
    }

    /**
     * @param target the conditions of the target's rows
     * @param table what messages call their table, for instance "target table"
     * @throws FlowException when a cell is missing, a column is constant or has more than {@link
     *     FittedCondition#MOST_CATEGORIES} labels
     */
    public static ConditionEncoding fit(ConditionTable target, String table) {
        return new ConditionEncoding(target.columns().stream()
                .map(column -> FittedCondition.fit(column, table))
                .toList());
    }

    /** The number m of features: 0 without conditions, else 1 for the flag and those of the columns. */
    public int features() {
        return columns.isEmpty()
                ? 0
                : 1 + columns.stream().mapToInt(FittedCondition::features).sum();
    }

    /** Whether there are no conditions. */
    public boolean isEmpty() {
        return columns.isEmpty();
    }

    public List<String> names() {
        return columns.stream().map(FittedCondition::name).toList();
    }

    /**
     * @param table its columns are found by name, others are ignored
     * @param label what messages call the table, for instance "source table"
     * @return [n, m] on the heap
     * @throws FlowException when a column is missing or of another kind, a cell is missing, a label was not learnt from, or a
     *     number is beyond single precision; column, row (from 1), value and what is allowed are named
     */
    public RowMatrix encode(ConditionTable table, String label) {
        requireColumns(table.names(), label);
        int rows = table.rows();
        int features = features();
        if (features == 0) {
            throw new IllegalStateException("there are no conditions to encode");
        }
        if ((long) rows * features > Integer.MAX_VALUE - 16) {
            throw new FlowException(
                    "The conditions of the " + label + " need " + features + " features for each of its " + rows
                            + " rows, more than 2^31 numbers.",
                    "Take a sample of the rows, or group rare labels.");
        }
        float[] encoded = new float[rows * features];
        for (int row = 0; row < rows; row++) {
            encoded[row * features] = 1;
        }
        int place = 1;
        for (FittedCondition fitted : columns) {
            ConditionColumn column = table.column(fitted.name()).orElseThrow();
            ConditionErrors.requireUsable(column, label);
            if (fitted instanceof FittedCondition.Number number) {
                encode(number, column, label, encoded, place);
            } else {
                encode((FittedCondition.Nominal) fitted, column, label, encoded, place);
            }
            place += fitted.features();
        }
        return RowMatrix.of(encoded, features);
    }

    private void encode(FittedCondition.Number fitted, ConditionColumn column, String label, float[] c, int place) {
        if (!(column instanceof ConditionColumn.Numbers numbers)) {
            throw ConditionErrors.otherKind(fitted.name(), label, true);
        }
        int features = features();
        for (int row = 0; row < column.rows(); row++) {
            double value = numbers.values()[row];
            float z = fitted.standardised(value);
            if (!Float.isFinite(z)) {
                throw ConditionErrors.tooFar(fitted.name(), label, row, value);
            }
            c[row * features + place] = z;
        }
    }

    private void encode(FittedCondition.Nominal fitted, ConditionColumn column, String label, float[] c, int place) {
        if (!(column instanceof ConditionColumn.Texts texts)) {
            throw ConditionErrors.otherKind(fitted.name(), label, false);
        }
        Map<String, Integer> places = fitted.places();
        int features = features();
        for (int row = 0; row < column.rows(); row++) {
            String value = texts.values().get(row);
            Integer found = places.get(value);
            if (found == null) {
                throw ConditionErrors.unknown(fitted.name(), label, row, value, fitted.categories());
            }
            c[row * features + place + found] = 1;
        }
    }

    /**
     * One condition for many rows.
     *
     * @param values the value of each condition by its name; numbers as texts
     * @param rows n
     * @return [n, m], the same row n times without the memory of n rows
     * @throws FlowException as for {@link #encode}, and when a text is not a number
     */
    public RowMatrix encodeFixed(Map<String, String> values, int rows) {
        String label = "list of fixed conditions";
        requireColumns(List.copyOf(values.keySet()), label);
        List<ConditionColumn> one = new ArrayList<>();
        for (FittedCondition fitted : columns) {
            String value = values.getOrDefault(fitted.name(), "");
            one.add(
                    fitted instanceof FittedCondition.Number
                            ? new ConditionColumn.Numbers(fitted.name(), new double[] {number(fitted.name(), value)})
                            : new ConditionColumn.Texts(fitted.name(), List.of(value)));
        }
        return new RepeatedRow(encode(new ConditionTable(one), label).toArray(), rows);
    }

    private static double number(String column, String value) {
        try {
            return Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            throw ConditionErrors.notANumber(column, value, e);
        }
    }

    /**
     * What a user should know about rows of conditions: which numbers lie outside those learnt from.
     *
     * @param encoded [k, m]
     */
    public List<String> notes(RowMatrix encoded) {
        List<String> notes = new ArrayList<>();
        int place = 1;
        for (FittedCondition fitted : columns) {
            if (fitted instanceof FittedCondition.Number number) {
                int outside = 0;
                for (int row = 0; row < encoded.rows(); row++) {
                    outside += number.learnt(encoded.get(row, place)) ? 0 : 1;
                }
                if (outside > 0) {
                    notes.add("Condition " + Quoted.of(number.name()) + ": " + outside + " of " + encoded.rows()
                            + " rows lie outside " + number.smallest() + " to " + number.largest()
                            + ", the values learnt from: what the model gives for them is extrapolated.");
                }
            }
            place += fitted.features();
        }
        return List.copyOf(notes);
    }

    /** @throws FlowException naming the condition columns that the names lack */
    public void requireColumns(List<String> others, String label) {
        List<String> missing =
                names().stream().filter(name -> !others.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw ConditionErrors.lacking(missing, label);
        }
    }
}
