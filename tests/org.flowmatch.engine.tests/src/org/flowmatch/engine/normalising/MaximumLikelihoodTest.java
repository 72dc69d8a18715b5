// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;

/** Normalising flows learn a bent law: u ~ N(0, 1), v = u^2 + N(0, 0.5^2), w = v - u + N(0, 1). */
class MaximumLikelihoodTest {
    private static final int FRESH = 2000;

    private static double[][] draw(int rows, long seed) {
        Random random = new Random(seed);
        double[][] columns = new double[3][rows];
        for (int i = 0; i < rows; i++) {
            columns[0][i] = random.nextGaussian();
            columns[1][i] = columns[0][i] * columns[0][i] + 0.5 * random.nextGaussian();
            columns[2][i] = columns[1][i] - columns[0][i] + random.nextGaussian();
        }
        return columns;
    }

    private static double normal(double x, double deviation) {
        return -x * x / (2 * deviation * deviation) - Math.log(deviation) - Math.log(2 * Math.PI) / 2;
    }

    private static Table table(double[][] columns) {
        List<ColumnInfo> infos = List.of(
                new ColumnInfo("u", ColumnKind.DOUBLE),
                new ColumnInfo("v", ColumnKind.DOUBLE),
                new ColumnInfo("w", ColumnKind.DOUBLE));
        return new Table(infos, columns, columns[0].length);
    }

    private static Coupling coupling(EncodingSettings settings) {
        return Coupling.fit(
                new CouplingSettings.Independent(),
                table(draw(10_000, 1)),
                Optional.empty(),
                settings,
                1,
                Monitor.none());
    }

    private static EncodingSettings standardised() {
        return new EncodingSettings(Scaling.STANDARDISE, false, false, 0);
    }

    private static FlowModel train(NetworkSpec network, long steps, double rate) {
        return train(new MaximumLikelihood(), network, steps, 256, rate);
    }

    private static FlowModel train(Task task, NetworkSpec network, long steps, int batch, double rate) {
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withBatchSize(batch)
                .withOptimiser(Optimiser.defaults().withLearningRate(rate))
                .withEmaDecay(0.995);
        return Trainer.train(coupling(standardised()), task, network, settings, Optional.empty(), Monitor.none())
                .model();
    }

    /** The mean of log p - log q, an estimate of the divergence, and of |log p - log q|. */
    private static double[] errors(FlowModel model) {
        double[][] fresh = draw(FRESH, 7);
        double[] scores = Movers.of(model)
                .score(
                        model,
                        table(fresh),
                        Optional.empty(),
                        LikelihoodSettings.defaults(),
                        TiePoints.defaults(),
                        Monitor.none())
                .logDensity();
        double off = 0;
        double absolute = 0;
        for (int i = 0; i < FRESH; i++) {
            double u = fresh[0][i];
            double v = fresh[1][i];
            double log = normal(u, 1) + normal(v - u * u, 0.5) + normal(fresh[2][i] - v + u, 1);
            off += (log - scores[i]) / FRESH;
            absolute += Math.abs(log - scores[i]) / FRESH;
        }
        return new double[] {off, absolute};
    }

    @Test
    void realNvpLearnsTheDensity() {
        double[] errors = errors(train(new RealNvp(6, 48, Activation.SILU), 2500, 2e-3));
        assertTrue(errors[1] <= 0.1, "mean absolute error " + errors[1]);
    }

    /** Followed in four steps while it is trained, and by another solver when it is scored. */
    @Test
    void aContinuousFlowLearnsIt() {
        Mlp network = new Mlp(List.of(32, 32), Activation.SILU, new TimeFeatures.Fourier(2));
        double[] errors = errors(train(new ContinuousLikelihood(4, 0.01), network, 300, 128, 1e-2));
        assertTrue(errors[1] <= 0.1, "mean absolute error " + errors[1]);
    }

    /** Its few weights want large steps: with a tenth of the rate it is 0.9 away. */
    @Test
    void planarStepsLearnIt() {
        double[] errors = errors(train(new Planar(24), 2500, 2e-2));
        assertTrue(errors[0] <= 0.1, "divergence " + errors[0]);
    }

    @Test
    void rowsWithLabelsAreRefusedWithAdvice() {
        Table labels = Table.texts("channel", List.of("web", "shop", "web", "shop", "mail", "web"))
                .beside(Table.numbers("u", 1, 2, 3, 4, 5, 6));
        Coupling mixed = Coupling.fit(
                new CouplingSettings.Independent(),
                labels,
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                1,
                Monitor.none());
        FlowException refused = assertThrows(FlowException.class, () -> new MaximumLikelihood().require(mixed));
        assertTrue(refused.problem().contains("\"channel\""), refused.problem());
        assertTrue(refused.remedy().contains("condition columns"), refused.remedy());
        assertEquals("negative log-likelihood", new MaximumLikelihood().loss().label());
    }
}
