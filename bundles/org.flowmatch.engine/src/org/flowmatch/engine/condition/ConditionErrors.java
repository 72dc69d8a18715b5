// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.BadCell;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.FarCell;

/** What a user learns about condition columns that cannot be used. */
final class ConditionErrors {
    /** What a condition column is called at the beginning of a sentence. */
    static final String WORDS = "The condition column";

    static final String SCALED_BY_ONE_CELL =
            "Correct or remove that cell, or replace the numbers by their logarithms or ranks.";

    private ConditionErrors() {}

    static FlowException unusable(BadCell cell, String table) {
        return new FlowException(
                "In condition column " + Quoted.of(cell.column().name()) + " of the " + table + ", row "
                        + (cell.row() + 1) + " " + cell.reason() + ".",
                cell.missing()
                        ? "Fill in the value, remove such rows, or let rows with such cells be skipped."
                        : cell.remedy());
    }

    static FlowException constant(String column, String table, String value) {
        return new FlowException(
                "The condition column " + Quoted.of(column) + " of the " + table + " has the same value in every row: "
                        + Quoted.cut(value) + ".",
                "Leave it out of the conditions, or give rows with different values.");
    }

    static FlowException unscalable(String column, String table, double smallest, double largest) {
        return new FlowException(
                "The condition column " + Quoted.of(column) + " of the " + table + " has values from " + smallest
                        + " to " + largest + ", whose standard deviation exceeds double precision.",
                "Scale the column beforehand.");
    }

    static FlowException scaledByOneCell(String column, String table, FarCell cell) {
        return new FlowException(cell.problem(WORDS, column, table), SCALED_BY_ONE_CELL);
    }

    /** Of a column with more texts than its dictionary keeps. */
    static FlowException tooMany(String column, String table, Dictionary texts) {
        return tooMany(column, table, "more than " + texts.size());
    }

    static FlowException tooMany(String column, String table, String categories) {
        return new FlowException(
                "The condition column " + Quoted.of(column) + " of the " + table + " has " + categories
                        + " different values, at most " + FittedCondition.MOST_CATEGORIES + " are allowed.",
                "Group rare values beforehand, or turn the column into numbers when they are quantities.");
    }

    static FlowException lacking(List<String> missing, String table) {
        return new FlowException(
                "The " + table + " lacks the condition column" + (missing.size() == 1 ? " " : "s ")
                        + Quoted.all(missing) + ".",
                "Give it the same condition columns as the target table of the training.");
    }

    static FlowException otherKind(String column, String table, boolean number) {
        return new FlowException(
                "The condition column " + Quoted.of(column) + " of the " + table + " holds "
                        + (number ? "texts" : "numbers") + ", but the condition is " + (number ? "a number" : "a text")
                        + ".",
                "Convert the column to " + (number ? "numbers" : "texts") + ".");
    }

    static FlowException unknown(String column, String table, int row, String value, List<String> categories) {
        return new FlowException(
                "In condition column " + Quoted.of(column) + " of the " + table + ", row " + (row + 1)
                        + " has the value " + Quoted.of(value) + ", which is not among those learnt from: "
                        + Quoted.all(categories) + ".",
                "Replace the value by one of these, or train with rows that have it.");
    }

    static FlowException tooFar(String column, String table, int row, double value) {
        return new FlowException(
                "In condition column " + Quoted.of(column) + " of the " + table + ", row " + (row + 1)
                        + " has the value " + value + ", too far from those learnt from.",
                "Remove or replace the value.");
    }

    static FlowException notANumber(String column, String value, NumberFormatException cause) {
        return new FlowException(
                "The value of condition " + Quoted.of(column) + " is " + Quoted.of(value)
                        + ", but the condition is a number.",
                "Give a number, with a point before decimals.",
                cause);
    }
}
