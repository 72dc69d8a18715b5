// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Identifier;
import org.flowmatch.engine.data.Table;

/** What a user should know about the values of condition columns that can be used; mostly nothing. */
public final class ConditionNotes {
    private static final int FEWEST_ROWS = 16;
    private static final double NEARLY_ALL = 0.9;

    private ConditionNotes() {}

    /**
     * @param conditions that the encoding was fitted on
     * @param table what messages call their table, for instance "target table"
     */
    public static List<String> of(ConditionEncoding encoding, Table conditions, String table) {
        List<String> notes = new ArrayList<>();
        for (FittedCondition fitted : encoding.columns()) {
            double[] values = conditions.column(conditions.indexOf(fitted.name()));
            if (fitted instanceof FittedCondition.Number number) {
                number.farCell(values)
                        .ifPresent(cell -> notes.add(cell.problem(ConditionErrors.WORDS, fitted.name(), table) + " "
                                + ConditionErrors.SCALED_BY_ONE_CELL));
            }
            if (looksLikeIdentifier(fitted, values)) {
                notes.add(
                        "The condition column " + Quoted.of(fitted.name()) + " looks like an identifier: hardly two of"
                                + " its values are equal. The model stores labels as they are. Leave the column out if it names"
                                + " persons or things.");
            }
        }
        return notes;
    }

    private static boolean looksLikeIdentifier(FittedCondition fitted, double[] values) {
        return fitted instanceof FittedCondition.Nominal labels
                ? values.length >= FEWEST_ROWS && labels.categories().size() >= NEARLY_ALL * values.length
                : Identifier.looksLikeOne(values);
    }
}
