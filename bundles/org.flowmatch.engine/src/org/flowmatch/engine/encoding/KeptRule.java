// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.HashSet;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;

/**
 * A rule between columns that every decoded row keeps by construction: other columns are modelled in place of those that it names,
 * from which they follow.
 */
public sealed interface KeptRule permits KeptOrder, KeptPosition, KeptDirection {
    /** The columns that it is about, of different names, in its order. */
    List<String> columns();

    /** In words and signs, with the names of the columns. */
    String text();

    /** @throws FlowException when these are no columns of a rule */
    static void requireColumns(List<String> columns, String what, int fewest, int most) {
        if (columns.size() < fewest || columns.size() > most) {
            throw new FlowException(
                    "A rule on " + what + " is to be kept that names " + columns.size()
                            + (columns.size() == 1 ? " column." : " columns."),
                    "Name " + fewest + " to " + most + " columns.");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new FlowException(
                    "A rule on " + what + " names a column twice: " + Quoted.all(columns) + ".",
                    "Name different columns.");
        }
    }
}
