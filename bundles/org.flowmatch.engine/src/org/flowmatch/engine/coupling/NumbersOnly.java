// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;

/** The refusal of rows with labels by what takes vectors of numbers alone, in the same words before and after they are read. */
public final class NumbersOnly {
    private NumbersOnly() {}

    /**
     * @param claim what the user of the rows does, as a clause: "a normalising flow maps vectors of numbers alone"
     * @throws FlowException naming the columns, when rows have labels, gaps or spikes
     */
    public static void require(Coupling coupling, String claim) {
        if (!coupling.space().labels().isEmpty()) {
            throw refusal(coupling.space().labelColumns(), claim);
        }
    }

    /** @param columns that have labels; empty where they are not known */
    public static FlowException refusal(List<String> columns, String claim) {
        return new FlowException(
                "The coupling has labels, gaps or spikes" + (columns.isEmpty() ? "" : " in " + Quoted.all(columns))
                        + ", and " + claim + ".",
                "In Flow Coupling choose such columns as condition columns, or model them as numbers.");
    }
}
