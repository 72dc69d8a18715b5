// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.Quoted;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/**
 * Columns of a table that will not be in the output, in words for a warning: those that a node leaves out by itself. What a
 * user leaves out in a dialog needs no word.
 */
public final class LeftOutColumns {
    private LeftOutColumns() {}

    /**
     * Columns that no flow models, because they are not numeric.
     *
     * @param used columns that are of use all the same: conditions and keys
     */
    public static Optional<String> notNumeric(DataTableSpec spec, Set<String> used) {
        List<DataColumnSpec> columns = spec.stream()
                .filter(column -> !NumericColumns.isNumeric(column) && !used.contains(column.getName()))
                .toList();
        boolean one = columns.size() == 1;
        return sentence(
                columns,
                (one ? "it is" : "they are") + " not numeric. To model " + (one ? "it" : "them")
                        + ", convert to numbers first, for instance with One to Many or Extract Date&Time Fields; a few"
                        + " labels can be conditions.");
    }

    /**
     * Columns that a flow of numbers and labels cannot model, for what they hold.
     *
     * @param used columns that are of use all the same: keys
     */
    public static Optional<String> notModelled(DataTableSpec spec, Set<String> used) {
        List<DataColumnSpec> columns = spec.stream()
                .filter(column -> !ModelledColumns.isModelled(column) && !used.contains(column.getName()))
                .toList();
        boolean one = columns.size() == 1;
        return sentence(
                columns,
                (one ? "it holds" : "they hold") + " neither numbers nor booleans, dates or texts. To model "
                        + (one ? "it" : "them") + ", convert to one of these first.");
    }

    /**
     * Columns of a table of start rows or conditions that the model does not know.
     *
     * @param used the columns that are taken from the table
     */
    public static Optional<String> unknownToModel(DataTableSpec spec, Set<String> used) {
        List<DataColumnSpec> columns =
                spec.stream().filter(column -> !used.contains(column.getName())).toList();
        return sentence(
                columns,
                "the model does not know " + (columns.size() == 1 ? "it" : "them")
                        + ". Row IDs are kept: where such columns are wanted, join the tables by them.");
    }

    private static Optional<String> sentence(List<DataColumnSpec> columns, String why) {
        List<String> named = columns.stream()
                .limit(Quoted.MOST)
                .map(column -> Quoted.of(column.getName()) + " ("
                        + Quoted.cut(column.getType().getName()) + ")")
                .toList();
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of("The output will not have the column" + (columns.size() == 1 ? " " : "s ")
                        + Quoted.first(named, columns.size()) + ": " + why);
    }
}
