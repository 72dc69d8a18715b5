// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.flow;

/** What dialogs say about the setting that records rows for the view. */
public final class RecordedFlowText {
    public static final String TITLE = "Record the flow for the view";

    public static final String DESCRIPTION =
            """
            Keeps up to 500 rows at up to 40 times of their way, for the view to show how they flow from source to target. The
            rows that the node makes are the same with it, and take a few percent longer; the view's data, with the cells of
            these rows, is saved with the workflow.
            """;

    /** What nodes say of their view. */
    public static final String OF_VIEW =
            "Up to 500 rows as they flow from source to target, where the dialog asks for them: animated, in two columns or two"
                    + " principal components, with trajectories, velocities and the quantiles that the model has learnt. A column"
                    + " with a period is a dial beside the time, and a position on the globe a map.";

    private RecordedFlowText() {}
}
