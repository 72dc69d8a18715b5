// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

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
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;

/** Couplings, networks and settings that train in moments. */
final class SmallTables {

    static final double MEAN = 1.5;
    static final double DEVIATION = 0.5;
    static final Mlp NETWORK = new Mlp(List.of(24, 24), Activation.SILU, new TimeFeatures.Raw());

    private SmallTables() {}

    /** Rows of independent normal numbers with {@link #MEAN} and {@link #DEVIATION}. */
    static Table normal(int rows, String... columns) {
        Random random = new Random(11);
        List<ColumnInfo> infos = new ArrayList<>();
        double[][] values = new double[columns.length][rows];
        for (int c = 0; c < columns.length; c++) {
            infos.add(new ColumnInfo(columns[c], ColumnKind.DOUBLE));
            for (int i = 0; i < rows; i++) {
                values[c][i] = MEAN + DEVIATION * random.nextGaussian();
            }
        }
        return new Table(infos, values, rows);
    }

    /** Gaussian noise and normal target rows, as they are. */
    static Coupling coupling(int rows, String... columns) {
        return coupling(new CouplingSettings.Independent(), normal(rows, columns), Optional.empty());
    }

    static Coupling coupling(CouplingSettings settings, Table target, Optional<Table> source) {
        return Coupling.fit(
                settings, target, source, new EncodingSettings(Scaling.NONE, true, false, 1), 1, Monitor.none());
    }

    static TrainingSettings settings(int steps) {
        return TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withBatchSize(128)
                .withOptimiser(Optimiser.defaults().withLearningRate(5e-3))
                .withEmaDecay(0.98);
    }
}
