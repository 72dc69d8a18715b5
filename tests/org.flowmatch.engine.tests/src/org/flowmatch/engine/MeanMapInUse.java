// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.DynamicsKinds;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.engine.model.ZipParts;
import org.flowmatch.engine.mover.FlowKinds;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/** Trains, stores and moves rows, in an engine that knows the kind of flow of CONTRIBUTING.md; loaded by that engine's loader. */
public final class MeanMapInUse implements Consumer<Path> {

    /** The optimal map from N(0, 1) to N(1.5, 0.5^2) is 1.5 + x / 2. */
    @Override
    public void accept(Path folder) {
        Dynamics map = new JsonRecords(List.of(DynamicsKinds.FAMILY))
                .read(JsonParser.parseString("{\"type\":\"mean_map\"}"), Dynamics.class, "map");
        Task task = FlowKinds.of(map).taskOf(map);
        assertEquals(map, task.dynamics());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(1_000))
                .withBatchSize(128)
                .withEmaDecay(0.99);
        FlowModel trained = Trainer.train(
                        transported(), task, Mlp.defaults(), settings, Optional.empty(), Monitor.none())
                .model();
        assertEquals(
                "{\"conditionDrop\":0.0}",
                trained.provenance().trainingSettings().get("task").toString());
        assertFalse(trained.pairs().withoutCondition());

        Path file = folder.resolve("mean.flow");
        FlowModelFile.write(trained, file);
        assertTrue(written(file).contains("\"dynamics\":{\"type\":\"mean_map\"}"), written(file));
        // readers that know no kinds of flow but the first see that they are too old
        assertTrue(written(file).contains("\"version\":" + ModelFormat.VERSION_4.number() + ","), written(file));
        FlowModel model = FlowModelFile.read(file);
        Samples moved = Movers.of(model)
                .move(
                        model,
                        RowMatrix.of(new float[] {-1, 0, 1}, 1),
                        Optional.empty(),
                        SamplingSettings.of(Solver.EULER, 1),
                        Monitor.none());
        assertArrayEquals(new float[] {1, 1.5f, 2}, moved.end().toArray(), 0.15f);
    }

    private static String written(Path file) {
        try {
            return ZipParts.text(file, "model.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Coupling transported() {
        Random random = new Random(3);
        double[] values = DoubleStream.generate(() -> 1.5 + 0.5 * random.nextGaussian())
                .limit(4_000)
                .toArray();
        Table table = new Table(List.of(new ColumnInfo("x", ColumnKind.DOUBLE)), new double[][] {values}, 4_000);
        return Coupling.fit(
                new CouplingSettings.OptimalTransport(128),
                table,
                Optional.empty(),
                new EncodingSettings(Scaling.NONE, true, false, 1),
                1,
                Monitor.none());
    }
}
