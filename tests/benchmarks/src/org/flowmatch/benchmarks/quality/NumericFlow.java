// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/** The flow of numeric columns with all defaults of the nodes, whose budget is a number of steps: for tables of numbers without gaps. */
public final class NumericFlow implements Generator {
    @Override
    public String label() {
        return "numeric flow";
    }

    @Override
    public boolean takes(TextTable training) {
        return Arrays.stream(training.cells()).flatMap(Arrays::stream).allMatch(Objects::nonNull)
                && new ColumnTypes(List.of(training)).columns().stream().noneMatch(MixedSample.Column::nominal);
    }

    @Override
    public TextTable generate(TextTable training, int rows, long seed, double minutes) {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(),
                TypedTable.of(training),
                Optional.empty(),
                EncodingSettings.defaults(),
                seed,
                Monitor.none());
        FlowModel model = Trainer.train(
                        coupling,
                        new LinearPath(),
                        Mlp.defaults(),
                        TrainingSettings.defaults().withSeed(seed),
                        Optional.empty(),
                        Monitor.none())
                .model();
        RowMatrix start = SourceRows.start(model, rows, seed, Monitor.none());
        RowMatrix end = Sampler.sample(model, start, SamplingSettings.of(Solver.MIDPOINT, 50), Monitor.none())
                .end();
        return TypedTable.texts(model.encoding().decode(end, Monitor.none()));
    }
}
