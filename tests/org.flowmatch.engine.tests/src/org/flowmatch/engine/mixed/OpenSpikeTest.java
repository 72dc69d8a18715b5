// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.SpikedColumn;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;

/** A missing cell of a number with spikes and without gaps: neither its label nor its value is known. */
class OpenSpikeTest {
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("group", ColumnKind.TEXT),
            new ColumnInfo("s", ColumnKind.DOUBLE),
            new ColumnInfo("y", ColumnKind.DOUBLE));
    private static final double[] SPIKE = {0.8, 0.2};
    private static final double[] MEAN = {2, 4};
    private static final double NOISE = 0.5;

    /** s is 0 in four fifths of the first and a fifth of the second group, else N(2 or 4, 1); y | s ~ N(s, 0.5^2). */
    private static Table draw(int rows, long seed, boolean known) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            int group = random.nextInt(2);
            double s = random.nextDouble() < SPIKE[group] ? 0 : MEAN[group] + random.nextGaussian();
            double y = s + NOISE * random.nextGaussian();
            builder.add(builder.dictionary(0).code("g" + group), known ? s : Double.NaN, y);
        }
        return builder.build();
    }

    private static double withoutS(int group, double y) {
        double spike = Math.exp(MixedLaw.normal(y, 0, NOISE));
        double value = Math.exp(MixedLaw.normal(y, MEAN[group], Math.sqrt(1 + NOISE * NOISE)));
        return Math.log(0.5 * (SPIKE[group] * spike + (1 - SPIKE[group]) * value));
    }

    @Test
    void theOtherCellsHaveTheirOwnLaw() {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(),
                draw(6000, 1, true),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                1,
                Monitor.none());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(3000))
                .withOptimiser(Optimiser.defaults().withLearningRate(4e-3))
                .withEmaDecay(0.998);
        FlowModel model = Trainer.train(
                        coupling,
                        new MixedRegression(new LinearPath(), Objective.defaults(), true, 0.75),
                        new Mlp(List.of(64, 64, 64), Activation.SILU, new TimeFeatures.Fourier(2)),
                        settings,
                        Optional.empty(),
                        Monitor.none())
                .model();
        assertTrue(model.encoding().encoded().get(1).encoding() instanceof SpikedColumn spiked && !spiked.missing());
        Table rows = draw(300, 2, false);
        Mover mover = Movers.of(model);
        double[] scores = mover.score(
                        model,
                        rows,
                        Optional.empty(),
                        LikelihoodSettings.defaults(),
                        TiePoints.defaults(),
                        Monitor.none())
                .logDensity();
        double[][] shares = mover.columnScorer()
                .orElseThrow()
                .shares(
                        model,
                        rows,
                        Optional.empty(),
                        LikelihoodSettings.defaults(),
                        TiePoints.defaults(),
                        Monitor.none());
        double unit = Math.log(
                DensityEncoding.of(model.encoding(), TiePoints.defaults()).units()[2]);
        double error = 0;
        double ofGroup = 0;
        double ofY = 0;
        for (int row = 0; row < scores.length; row++) {
            int group = rows.dictionary(0).text((int) rows.get(row, 0)).equals("g0") ? 0 : 1;
            double y = rows.get(row, 2);
            double own = withoutS(group, y);
            error += Math.abs(scores[row] - own - unit) / scores.length;
            double both = Math.log(Math.exp(withoutS(0, y)) + Math.exp(withoutS(1, y)));
            ofGroup += Math.abs(shares[0][row] - both + own) / scores.length;
            ofY += Math.abs(shares[2][row] - Math.log(0.5) + own + unit) / scores.length;
            assertEquals(Double.NaN, shares[1][row]);
        }
        assertTrue(error <= 0.2, "mean absolute error " + error);
        assertTrue(ofGroup <= 0.2, "mean absolute error of the group's share " + ofGroup);
        assertTrue(ofY <= 0.2, "mean absolute error of y's share " + ofY);
    }
}
