// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/**
 * A made table with missing cells: x ~ N(0, 1); y | x ~ N(0.8 x, 0.6^2); side = "up" or "down", the sign of x
 * in nine of ten rows; gauge | x ~ N(3 + x, 0.5^2), missing in two of five rows; note = side in nine of ten rows, missing in
 * three of ten.
 */
final class GappedLaw {
    static final int X = 0;
    static final int Y = 1;
    static final int SIDE = 2;
    static final int GAUGE = 3;
    static final int NOTE = 4;
    static final double MISSING = Double.NaN;
    static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("x", ColumnKind.DOUBLE),
            new ColumnInfo("y", ColumnKind.DOUBLE),
            new ColumnInfo("side", ColumnKind.TEXT),
            new ColumnInfo("gauge", ColumnKind.DOUBLE),
            new ColumnInfo("note", ColumnKind.TEXT));

    private static FlowModel model;

    private GappedLaw() {}

    /** Trained once. */
    static synchronized FlowModel model() {
        if (model == null) {
            model = train(new LinearPath(), rows(8000, 1), 3000, true);
        }
        return model;
    }

    record Row(double x, double y, String side, double gauge, String note) {
        Row without(int column) {
            return new Row(
                    column == X ? MISSING : x,
                    column == Y ? MISSING : y,
                    column == SIDE ? null : side,
                    column == GAUGE ? MISSING : gauge,
                    column == NOTE ? null : note);
        }
    }

    static List<Row> rows(int count, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            String side = random.nextDouble() < 0.9 == x > 0 ? "up" : "down";
            String note = random.nextDouble() < 0.9 ? side : side.equals("up") ? "down" : "up";
            double gauge = 3 + x + 0.5 * random.nextGaussian();
            double y = 0.8 * x + 0.6 * random.nextGaussian();
            rows.add(new Row(
                    x, y, side, random.nextDouble() < 0.4 ? MISSING : gauge, random.nextDouble() < 0.3 ? null : note));
        }
        return rows;
    }

    /** Rows whose gauge and note are there. */
    static List<Row> whole(int count, long seed) {
        return rows(6 * count, seed).stream()
                .filter(row -> !Double.isNaN(row.gauge) && row.note != null)
                .limit(count)
                .toList();
    }

    static Table table(List<Row> rows) {
        Table.Builder builder = Table.builder(COLUMNS);
        for (Row row : rows) {
            builder.add(row.x, row.y, code(builder, SIDE, row.side), row.gauge, code(builder, NOTE, row.note));
        }
        return builder.build();
    }

    private static double code(Table.Builder builder, int column, String text) {
        return text == null ? MISSING : builder.dictionary(column).code(text);
    }

    static FlowModel train(ConditionalPath path, List<Row> rows, int steps, boolean anyColumns) {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(anyColumns),
                table(rows),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                1,
                Monitor.none());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withOptimiser(Optimiser.defaults().withLearningRate(4e-3))
                .withEmaDecay(0.998);
        Mlp network = new Mlp(List.of(64, 64, 64), Activation.SILU, new TimeFeatures.Fourier(2));
        return Trainer.train(
                        coupling,
                        PathTasks.of(coupling, path, Objective.defaults(), false),
                        network,
                        settings,
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    static ImputationSettings settings(int draws, Optional<Double> coverage) {
        return new ImputationSettings(SamplingSettings.of(Solver.EULER, 25), draws, coverage, 1);
    }

    static Imputation imputation(FlowModel of, Table table, ImputationSettings settings) {
        return new Imputation(of, table, Optional.empty(), settings, Monitor.none());
    }

    static String text(Table table, int row, int column) {
        return table.dictionary(column).text((int) table.get(row, column));
    }
}
