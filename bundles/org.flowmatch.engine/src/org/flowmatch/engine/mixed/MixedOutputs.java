// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.NetworkRows;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.Argument;

/** What the network of a mixed flow gives out for rows at one time. */
final class MixedOutputs {
    private MixedOutputs() {}

    /**
     * @param x states [n, d]
     * @param told known labels and flags [n, k], what moves [n, d], and features of conditions [n, m] where the model has them
     * @param t the time
     * @param sink takes the outputs [rows, outputs] of chunk after chunk, in order
     */
    static void of(
            FlowModel model, RowMatrix x, List<RowMatrix> told, double t, NetworkRows.Sink sink, Monitor monitor) {
        List<RowMatrix> all = new ArrayList<>(List.of(x));
        all.addAll(told);
        double[] terms = StateEquation.terms(FieldTerms.identity(t), 1);
        NetworkRows.each(
                model,
                MixedProgram.outputs(model),
                all,
                (program, tensors) -> program.call(
                                "outputs_at",
                                Argument.of(tensors.get(0)),
                                Argument.of(tensors.subList(1, tensors.size())),
                                Argument.of(terms))[0],
                "Evaluated",
                sink,
                monitor);
    }
}
