// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ConditionInfo;
import org.knime.core.data.DataTableSpec;

/**
 * Where the conditions of the rows to be sampled come from: a value for all rows, or the column of that name of a table.
 *
 * @param conditions those that are given, all of a model's or none
 * @param values by the condition's name; what is not here is in the table
 */
public record GivenConditions(List<ConditionInfo> conditions, Map<String, String> values) {
    public GivenConditions {
        conditions = List.copyOf(conditions);
        values = Map.copyOf(values);
    }

    /** No condition is given: the flow without conditions. */
    public static GivenConditions none() {
        return new GivenConditions(List.of(), Map.of());
    }

    /** Every condition is a column of the table. */
    public static GivenConditions ofTable(List<ConditionInfo> conditions) {
        return new GivenConditions(conditions, Map.of());
    }

    /** @throws FlowException for a value of an unknown condition, and for one that is not the number it should be */
    public static GivenConditions of(List<ConditionInfo> conditions, Map<String, String> values) {
        for (Map.Entry<String, String> value : values.entrySet()) {
            ConditionInfo condition = conditions.stream()
                    .filter(info -> info.name().equals(value.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new FlowException(
                            "A value is given for the condition " + Quoted.of(value.getKey())
                                    + ", which the model does not have.",
                            conditions.isEmpty()
                                    ? "Remove the value: the model has no conditions."
                                    : "Choose among its conditions: " + names(conditions) + "."));
            requireNumber(condition, value.getValue());
        }
        return new GivenConditions(conditions, values);
    }

    private static void requireNumber(ConditionInfo condition, String value) {
        if (condition.number().isEmpty()) {
            return;
        }
        try {
            if (!condition.number().get().allows(Double.parseDouble(value.strip()))) {
                throw notANumber(condition, value, null);
            }
        } catch (NumberFormatException e) {
            throw notANumber(condition, value, e);
        }
    }

    private static FlowException notANumber(ConditionInfo condition, String value, Exception cause) {
        ColumnKind kind = condition.number().orElseThrow();
        return new FlowException(
                "The value of the condition " + Quoted.of(condition.name()) + " is " + Quoted.of(value)
                        + ", but must be a " + (kind.whole() ? "whole number." : "number."),
                kind.whole()
                        ? String.format(
                                Locale.ROOT, "Give a whole number from %.0f to %.0f.", kind.lowest(), kind.highest())
                        : "Give a number, with a point before decimals.",
                cause);
    }

    public boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** The conditions that the table must hold. */
    public List<ConditionInfo> columns() {
        return conditions.stream()
                .filter(condition -> !values.containsKey(condition.name()))
                .toList();
    }

    /** @throws FlowException naming a condition that is neither given nor a column of the table */
    public void check(Optional<DataTableSpec> table, TableRole role) {
        if (table.isPresent()) {
            ConditionColumns.require(table.get(), columns(), role);
        } else if (!columns().isEmpty()) {
            throw new FlowException(
                    "The model was trained with conditions, but no value is given for " + names(columns()) + ".",
                    "Give the value, connect a table with columns of these names, or sample without conditions.");
        }
    }

    /**
     * The features of the conditions [n, m]; empty when none are given.
     *
     * @param read the columns of the table
     * @throws FlowException naming a label that the model has not learnt
     */
    public Optional<RowMatrix> encode(FlowModel model, Optional<Table> read, int rows, TableRole role) {
        if (isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                columns().isEmpty()
                        ? model.conditions().encodeFixed(values, rows)
                        : model.conditions().encode(read.orElseThrow().beside(same(rows)), role.label()));
    }

    /** The conditions that are given as values, in a table of equal rows. */
    private Table same(int rows) {
        List<ConditionInfo> given = conditions.stream()
                .filter(condition -> values.containsKey(condition.name()))
                .toList();
        Table.Builder table = Table.builder(ConditionInfo.columns(given));
        double[] row = new double[given.size()];
        for (int c = 0; c < row.length; c++) {
            String value = Objects.requireNonNull(values.get(given.get(c).name()));
            row[c] = given.get(c).number().isPresent()
                    ? Double.parseDouble(value.strip())
                    : table.dictionary(c).code(value);
        }
        for (int i = 0; i < rows; i++) {
            table.add(row);
        }
        return table.build();
    }

    private static String names(List<ConditionInfo> conditions) {
        return Quoted.all(conditions.stream().map(ConditionInfo::name).toList());
    }
}
