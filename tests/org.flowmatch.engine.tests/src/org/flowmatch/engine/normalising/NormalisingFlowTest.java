// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.InvertibleNetwork;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;
import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The maps of normalising flows and their determinants, in Java and in TorchScript. */
class NormalisingFlowTest {
    private static final int COLUMNS = 5;
    private static final SamplingSettings FORWARD = SamplingSettings.of(Solver.EULER, 7);

    static Stream<InvertibleNetwork> networks() {
        return Stream.of(new RealNvp(6, 16, Activation.SILU), new Planar(12));
    }

    /** Weights several times as large as those to start from, so that rows are carried far. */
    private static FlowModel model(InvertibleNetwork network, int columns) {
        float[] weights = network.initialWeights(columns, 2 * columns, 4);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= network instanceof RealNvp ? 1.7f : 6;
        }
        return new FlowModel(
                network,
                weights,
                new NormalisingFlow(),
                TestModels.encoding(columns),
                SourceLaw.GAUSSIAN,
                TestModels.provenance(0, List.of()));
    }

    private static JavaMaps java(FlowModel model) {
        double[] weights = new double[model.weights().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = model.weights()[i];
        }
        return new JavaMaps((InvertibleNetwork) model.network(), weights, model.columns(), 0);
    }

    private static double[] row(RowMatrix rows, int row) {
        double[] values = new double[rows.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(row, i);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theMapIsUndoneAndItsDeterminantIsThatOfItsJacobian(InvertibleNetwork network) {
        JavaMaps maps = java(model(network, COLUMNS));
        Random random = new Random(3);
        for (int n = 0; n < 50; n++) {
            double[] x = random.doubles(COLUMNS, -2.5, 2.5).toArray();
            double[] z = maps.toSource(x, new double[0]);
            double[] back = maps.toTarget(Arrays.copyOf(z, COLUMNS), new double[0]);
            double far = 0;
            for (int i = 0; i < COLUMNS; i++) {
                assertEquals(x[i], back[i], 1e-9);
                far = Math.max(far, Math.abs(z[i] - x[i]));
            }
            assertTrue(far > 0.05, "moved by " + far);
            assertEquals(logDeterminant(maps, x), z[COLUMNS], 1e-6);
        }
    }

    /** Of the Jacobian by central differences, by Gaussian elimination. */
    private static double logDeterminant(JavaMaps maps, double[] x) {
        double h = 1e-5;
        double[][] a = new double[COLUMNS][COLUMNS];
        for (int j = 0; j < COLUMNS; j++) {
            double[] above = x.clone();
            double[] below = x.clone();
            above[j] += h;
            below[j] -= h;
            double[] up = maps.toSource(above, new double[0]);
            double[] down = maps.toSource(below, new double[0]);
            for (int i = 0; i < COLUMNS; i++) {
                a[i][j] = (up[i] - down[i]) / (2 * h);
            }
        }
        double log = 0;
        for (int k = 0; k < COLUMNS; k++) {
            int pivot = k;
            for (int i = k + 1; i < COLUMNS; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] swapped = a[k];
            a[k] = a[pivot];
            a[pivot] = swapped;
            log += Math.log(Math.abs(a[k][k]));
            for (int i = k + 1; i < COLUMNS; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j < COLUMNS; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        return log;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void rowsAreMovedAndScoredAsByTheReference(InvertibleNetwork network) {
        FlowModel model = model(network, COLUMNS);
        JavaMaps maps = java(model);
        RowMatrix start = SourceRows.gaussian(3000, COLUMNS, 1, 5);
        Samples samples = move(model, start, FORWARD);
        assertEquals(1, samples.nfe());
        LogDensities densities = Movers.of(model)
                .logDensity(model, start, Optional.empty(), LikelihoodSettings.defaults(), Monitor.none());
        assertTrue(densities.exact());
        for (int row = 0; row < start.rows(); row += 37) {
            double[] x = row(start, row);
            double[] target = maps.toTarget(x, new double[0]);
            double[] source = maps.toSource(x, new double[0]);
            double log = source[COLUMNS];
            for (int i = 0; i < COLUMNS; i++) {
                assertEquals(target[i], samples.end().get(row, i), 2e-4 * (1 + Math.abs(target[i])));
                assertEquals(source[i], densities.end().get(row, i), 1e-4 * (1 + Math.abs(source[i])));
                log += NormalDistribution.logDensity(source[i]);
            }
            assertEquals(log, densities.logDensity()[row], 1e-4 * (1 + Math.abs(log)));
        }
    }

    private static Samples move(FlowModel model, RowMatrix start, SamplingSettings settings) {
        return Movers.of(model).move(model, start, Optional.empty(), settings, Monitor.none());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void backAndForthEndsWhereItBegan(InvertibleNetwork network) {
        FlowModel model = model(network, COLUMNS);
        RowMatrix start = SourceRows.gaussian(500, COLUMNS, 1, 5);
        RowMatrix target = move(model, start, FORWARD).end();
        RowMatrix source =
                move(model, target, FORWARD.toward(Direction.BACKWARD)).end();
        for (int row = 0; row < start.rows(); row++) {
            for (int i = 0; i < COLUMNS; i++) {
                assertEquals(start.get(row, i), source.get(row, i), 1e-3);
            }
        }
    }

    /** Two columns that are never on different sides would be independent given the others. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 64, 100})
    void everyTwoColumnsTakeDifferentSidesOnce(int columns) {
        List<Integer> strides = new RealNvp(14, 4, Activation.SILU).strides(columns);
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < i; j++) {
                int one = i;
                int other = j;
                assertTrue(strides.stream().anyMatch(stride -> one / stride % 2 != other / stride % 2), i + " " + j);
            }
        }
    }

    @Test
    void whatItCannotDoIsRefused() {
        FlowModel model = model(new Planar(2), 2);
        RowMatrix start = SourceRows.gaussian(3, 2, 1, 5);
        FlowException states = assertThrows(FlowException.class, () -> move(model, start, FORWARD.withTrajectory()));
        assertTrue(states.problem().contains("nothing on the way"), states.problem());
        FlowException table = assertThrows(FlowException.class, () -> new MaximumLikelihood()
                .dynamics()
                .requireTraining(new TrainingPairs(SourceLaw.TABLE, "independent", false)));
        assertTrue(table.problem().contains("the source of the coupling is a table"), table.problem());
        FlowException columns =
                assertThrows(FlowException.class, () -> move(model, SourceRows.gaussian(3, 3, 1, 5), FORWARD));
        assertTrue(columns.remedy().contains("trained on"), columns.remedy());
        FlowException couplings = assertThrows(FlowException.class, () -> new RealNvp(1, 8, Activation.SILU));
        assertEquals("The number of couplings is 1, but must be between 2 and 64.", couplings.problem());
        FlowException steps = assertThrows(FlowException.class, () -> new Planar(0));
        assertEquals("The number of planar steps is 0, but must be between 1 and 512.", steps.problem());
    }
}
