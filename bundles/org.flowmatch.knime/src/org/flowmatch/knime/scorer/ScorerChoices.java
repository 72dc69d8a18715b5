// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import org.flowmatch.engine.score.Effort;
import org.knime.node.parameters.widget.choices.Label;

/** What can be chosen in the dialog of Synthetic Table Scorer. The names of the constants are stored in settings. */
final class ScorerChoices {
    private ScorerChoices() {}

    enum UtilityChoice {
        @Label(
                value = "All columns",
                description = "How well each column can be predicted after learning from synthetic rows, in the mean.")
        ALL,
        @Label(value = "One column", description = "A column is chosen, whose prediction has measures of its own.")
        ONE
    }

    enum OriginChoice {
        @Label(value = "One table", description = "All rows of the synthetic table are judged together.")
        ONE,
        @Label(
                value = "Several tables",
                description = "A column names the origin of each row; rows of each origin are judged, side by side.")
        SEVERAL
    }

    enum EffortChoice {
        @Label(
                value = "Usual",
                description = "Up to 10,000 rows of either side: 30,000 rows of 15 columns take about two minutes.")
        USUAL,
        @Label(
                value = "Quick",
                description = "Up to 2,000 rows and smaller trees: a tenth of the time, wider intervals.")
        QUICK;

        Effort effort() {
            return this == USUAL ? Effort.usual() : Effort.quick();
        }
    }
}
