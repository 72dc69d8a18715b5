// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Table;

/** Rows in which each label of a column is as frequent as the others, whatever their shares were: rare ones, too. */
public final class EqualLabels {
    private EqualLabels() {}

    /**
     * One column, whose labels take turns in the order in which they were learnt; the missing one is none of them.
     *
     * @param rows n, of which each label has n / levels, rounded down or up
     * @throws FlowException when the encoding has no such column, or it is modelled as numbers
     */
    public static Table of(TableEncoding encoding, String name, int rows) {
        if (encoding.columns().stream().noneMatch(known -> known.name().equals(name))) {
            throw new FlowException(
                    "There are to be equally many rows for each label of the column " + Quoted.of(name)
                            + ", which the model does not have.",
                    "Choose a column that it has.");
        }
        Optional<FittedColumn> fitted = encoding.fitted(name);
        if (fitted.isEmpty() || !(fitted.get().encoding() instanceof LevelColumn levels)) {
            throw new FlowException(
                    "There are to be equally many rows for each label of the column " + Quoted.of(name)
                            + ", but it is not modelled as a label.",
                    "Choose a column of labels, or model it as a label in Flow Coupling and train again.");
        }
        FittedColumn column = fitted.get();
        double[] labels = levels.known();
        double[] values = IntStream.range(0, rows)
                .mapToDouble(row -> labels[row % labels.length])
                .toArray();
        return new Table(List.of(column.info()), new double[][] {values}, List.of(column.texts()), rows);
    }
}
