// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.nio.file.Path;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowMatrixWriter;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;

/** A program: reads a model file, samples it and writes the rows. Arguments: model file, rows file, seed. */
public final class SampleInAnotherJvm {
    private static final int ROWS = 2500;

    private SampleInAnotherJvm() {}

    public static void main(String[] arguments) {
        FlowModel model = FlowModelFile.read(Path.of(arguments[0]));
        RowMatrix rows = sample(model, Long.parseLong(arguments[2]));
        try (RowMatrixWriter writer = new RowMatrixWriter(Path.of(arguments[1]), rows.columns())) {
            writer.append(rows.toArray(), rows.rows());
            writer.finish();
        }
    }

    static RowMatrix sample(FlowModel model, long seed) {
        RowMatrix start = SourceRows.start(model, ROWS, seed, Monitor.none());
        return Sampler.sample(model, start, SamplingSettings.of(Solver.RK4, 10), Monitor.none())
                .end();
    }
}
