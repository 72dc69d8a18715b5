// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import org.knime.node.parameters.widget.choices.Label;

/** What can be chosen in the dialog of Flow Likelihood. The names of the constants are stored in settings. */
final class LikelihoodChoices {
    private LikelihoodChoices() {}

    enum UnitsChoice {
        @Label(
                value = "Table",
                description =
                        """
                        The density of the table's columns. Columns scaled by quantiles: the probability of a tied value, and
                        for others the density per robust standard deviation of the column, so that a column's unit does not
                        matter. Other scalings: the density per unit of the column.
                        """)
        ORIGINAL,
        @Label(
                value = "Encoded",
                description = "The density of the encoded columns z, in which the flow runs, such as normal scores;"
                        + " for tied values at their median rank.")
        ENCODED
    }

    /** Named as the engine's ways to the divergence. */
    enum DivergenceChoice {
        @Label(value = "Automatic", description = "Exact for up to 32 columns, Hutchinson's estimate for more.")
        AUTOMATIC,
        @Label(
                value = "Exact",
                description = "The trace of the Jacobian: one derivative for each column at each evaluation.")
        EXACT,
        @Label(
                value = "Hutchinson",
                description = "The mean of e.(J e) over random probes e: unbiased, with a standard error per row.")
        HUTCHINSON
    }

    /** Named as the engine's laws of probes. */
    enum ProbeChoice {
        @Label(value = "Rademacher", description = "-1 or 1 with equal probability: the least variance.")
        RADEMACHER,
        @Label(value = "Gaussian", description = "Normal numbers of mean 0 and standard deviation 1.")
        GAUSSIAN
    }

    enum BadRowsChoice {
        @Label(value = "Fail", description = "The node fails and names the column and the first such row.")
        FAIL,
        @Label(
                value = "Missing result",
                description = "Such rows are kept with missing cells in the appended columns; a warning counts them.")
        MISSING
    }
}
