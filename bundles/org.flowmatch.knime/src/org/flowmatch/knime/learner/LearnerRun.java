// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.flowmatch.engine.training.Training;
import org.flowmatch.engine.training.TrainingDiverged;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.knime.view.StoredView;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultModel.ExecuteOutput;

/** What a node does with a training: its model, the losses, and what its view shows. */
public final class LearnerRun {
    private LearnerRun() {}

    /** The training, or that of the last good weights with a warning where it diverged. */
    public static Training train(Supplier<Training> training, List<String> warnings) {
        try {
            return training.get();
        } catch (TrainingDiverged e) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s The model holds the last good weights. They are those of step %,d. %s",
                    e.problem(),
                    e.lastGood().model().provenance().bestStep(),
                    e.remedy()));
            return e.lastGood();
        }
    }

    /**
     * @param conditions of the model
     * @param types with which its columns came
     * @param labels whether rows have labels beside numbers
     * @param warnings of the node, to which those of the training are added
     */
    public static void put(
            ExecuteOutput output,
            Training training,
            List<ConditionInfo> conditions,
            ColumnTypes types,
            boolean labels,
            RunSeed seed,
            List<String> warnings,
            ExecutionContext context,
            NodeMonitor monitor)
            throws IOException {
        warnings.addAll(training.warnings());
        BufferedDataTable losses = LossTable.write(training.losses(), labels, context);
        output.setOutData(FlowModelPortObject.create(training.model(), conditions, types, context, monitor), losses);
        output.setInternalData(losses, StoredView.write(LossView.facts(seed.value(), training.losses()), context));
        NodeRun.warn(output, warnings);
    }
}
