// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;

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
    public static ConditionEncoding fit(Table target, String table) {
        return new ConditionEncoding(IntStream.range(0, target.columns().size())
                .mapToObj(column -> FittedCondition.fit(target, column, table))
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
    public RowMatrix encode(Table table, String label) {
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
            int column = table.indexOf(fitted.name());
            table.firstBadCell(column).ifPresent(cell -> {
                throw ConditionErrors.unusable(cell, label);
            });
            boolean number = fitted.kind().numeric();
            if (table.columns().get(column).kind().numeric() != number) {
                throw ConditionErrors.otherKind(fitted.name(), label, number);
            }
            double[] values = table.column(column);
            if (fitted instanceof FittedCondition.Number numbers) {
                encode(numbers, values, label, encoded, place);
            } else {
                encode((FittedCondition.Nominal) fitted, values, table.dictionary(column), label, encoded, place);
            }
            place += fitted.features();
        }
        return RowMatrix.of(encoded, features);
    }

    private void encode(FittedCondition.Number fitted, double[] values, String label, float[] c, int place) {
        int features = features();
        for (int row = 0; row < values.length; row++) {
            float z = fitted.standardised(values[row]);
            if (!Float.isFinite(z)) {
                throw ConditionErrors.tooFar(fitted.name(), label, row, values[row]);
            }
            c[row * features + place] = z;
        }
    }

    private void encode(
            FittedCondition.Nominal fitted, double[] codes, Dictionary texts, String label, float[] c, int place) {
        int[] places = fitted.places(texts);
        int features = features();
        for (int row = 0; row < codes.length; row++) {
            int code = (int) codes[row];
            if (code == Dictionary.MORE) {
                throw ConditionErrors.tooMany(fitted.name(), label, texts);
            }
            if (places[code] < 0) {
                throw ConditionErrors.unknown(fitted.name(), label, row, texts.text(code), fitted.categories());
            }
            c[row * features + place + places[code]] = 1;
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
        Table.Builder one = Table.builder(columns.stream()
                .map(fitted -> new ColumnInfo(fitted.name(), fitted.kind()))
                .toList());
        double[] row = new double[columns.size()];
        for (int c = 0; c < row.length; c++) {
            String name = columns.get(c).name();
            String value = values.getOrDefault(name, "");
            row[c] = columns.get(c).kind().numeric()
                    ? number(name, value)
                    : one.dictionary(c).code(value);
        }
        return new RepeatedRow(encode(one.add(row).build(), label).toArray(), rows);
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
