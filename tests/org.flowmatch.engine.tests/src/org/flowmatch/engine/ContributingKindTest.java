// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.StoredDynamics;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.json.JsonFamily;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.FlowKinds;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of a kind of flow in CONTRIBUTING.md, compiled into the engine and used. */
class ContributingKindTest {
    @TempDir
    private Path folder;

    /** The optimal map from N(0, 1) to N(1.5, 0.5^2) is 1.5 + x / 2. */
    @Test
    void theKindOfFlowIsTrainedStoredAndMovesRows() throws Exception {
        List<String> blocks = ContributingTest.blocks();
        String imports =
                """
                import org.flowmatch.engine.dynamics.MeanMap;
                import org.flowmatch.engine.training.MeanRegression;
                import java.util.List;
                """;
        String kinds = ContributingTest.patched("mover/FlowKinds.java", "ALL = List.of(", blocks.get(14))
                .replace("import java.util.List;\n", imports);
        String stored = ContributingTest.patched(
                "dynamics/StoredDynamics.java", "JsonFamily.of(Dynamics.class)", blocks.get(15));
        ClassLoader engine = PatchedEngine.of(
                folder,
                Map.of(
                        "MeanMap", blocks.get(11),
                        "MeanRegression", blocks.get(12),
                        "MeanMapMover", blocks.get(13),
                        "FlowKinds", kinds,
                        "StoredDynamics", stored),
                "org.flowmatch.engine.mover",
                true);
        Dynamics map = (Dynamics) engine.loadClass("org.flowmatch.engine.dynamics.MeanMap")
                .getConstructor()
                .newInstance();
        JsonFamily<?> family = (JsonFamily<?>) engine.loadClass(StoredDynamics.class.getName())
                .getField("FAMILY")
                .get(null);
        assertEquals(
                "{\"type\":\"mean_map\"}",
                new JsonRecords(List.of(family)).write(Dynamics.class, map).toString());

        Object kind = engine.loadClass(FlowKinds.class.getName())
                .getMethod("of", Dynamics.class)
                .invoke(null, map);
        Task task = (Task) kind.getClass().getMethod("taskOf", Dynamics.class).invoke(kind, map);
        assertEquals(map, task.dynamics());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(1_000))
                .withBatchSize(128)
                .withEmaDecay(0.99);
        FlowModel model = Trainer.train(transported(), task, Mlp.defaults(), settings, Optional.empty(), Monitor.none())
                .model();
        Object mover = kind.getClass().getMethod("moverOf", Dynamics.class).invoke(kind, model.dynamics());
        Samples moved = (Samples) ContributingTest.invoke(
                mover,
                "move",
                new Class<?>[] {FlowModel.class, RowMatrix.class, Optional.class, SamplingSettings.class, Monitor.class
                },
                model,
                RowMatrix.of(new float[] {-1, 0, 1}, 1),
                Optional.empty(),
                SamplingSettings.of(Solver.EULER, 1),
                Monitor.none());
        assertArrayEquals(new float[] {1, 1.5f, 2}, moved.end().toArray(), 0.15f);
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
