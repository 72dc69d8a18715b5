// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.imputer;

import org.knime.node.parameters.widget.choices.Label;

/** What can be chosen in the dialog of Flow Imputer. The names of the constants are stored in settings. */
final class ImputerChoices {
    private ImputerChoices() {}

    enum ResultChoice {
        @Label(
                value = "Best value",
                description =
                        """
                        One value for each missing cell, by a single evaluation of the network: the most probable label, or a
                        number near the median of those that are likely. All rows together are less spread than real ones.
                        """)
        BEST,
        @Label(
                value = "Draws",
                description =
                        """
                        The whole table several times, its missing cells drawn anew each time, with the number of the draw in a
                        column: for multiple imputation. Each draw is spread as real rows are, and how much draws differ says how
                        unsure they are.
                        """)
        DRAWS
    }
}
