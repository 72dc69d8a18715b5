// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;

/**
 * The sampler of Karras and others (2022) is Heun's method with the EDM grid on the variance-exploding path of linear growth, whose
 * time is the noise level.
 */
class EdmSamplerTest {
    private static final double SMALLEST = 0.002;
    private static final double LARGEST = 80;
    private static final VarianceExplodingPath PATH =
            new VarianceExplodingPath(SMALLEST, LARGEST, VarianceExplodingPath.Growth.LINEAR);
    private static final int STEPS = 40;
    private static final SamplingSettings HEUN = new SamplingSettings(
                    Solver.HEUN, STEPS, 1e-5, 1e-5, Direction.FORWARD, true, DeviceChoice.CPU)
            .withGrid(new TimeGrid.Rho(7));

    /** Their equation 5. */
    private static double level(int step) {
        double root = Math.pow(LARGEST, 1 / 7.)
                + (double) step / STEPS * (Math.pow(SMALLEST, 1 / 7.) - Math.pow(LARGEST, 1 / 7.));
        return Math.pow(root, 7);
    }

    /** A preconditioned network that gives out y = weight (x / sqrt(1 + sigma^2)) for each of two columns. */
    private static FlowModel model(double weight) {
        FlowModel velocity = TestModels.linear(new double[][] {{weight, 0}, {0, weight}}, new double[] {0, 0}, PATH);
        return new FlowModel(
                velocity.network(),
                velocity.weights(),
                new AffineVelocity(PATH, Prediction.PRECONDITIONED_TARGET),
                velocity.encoding(),
                velocity.source(),
                velocity.provenance());
    }

    @Test
    void theTimesAreThePublishedLevels() {
        double[] times = new TimeGrid.Rho(7).times(0, 1, STEPS);
        for (int step = 0; step <= STEPS; step++) {
            assertEquals(level(step), PATH.s(times[step]), 1e-9 * level(step) + 1e-12, "step " + step);
        }
    }

    /** The network of N(0, 1) gives out 0, and x sqrt((1 + sigma^2) / (1 + sigma_max^2)) is where a row is at the level sigma. */
    @Test
    void marginalsOfGaussianRowsAreExactAtEveryStep() {
        RowMatrix start = SourceRows.gaussian(200, 2, LARGEST, 3);
        Samples samples = Sampler.sample(model(0), start, HEUN, Monitor.none());
        assertEquals(2 * STEPS, samples.nfe());
        Trajectory way = samples.trajectory().orElseThrow();
        for (int step = 0; step <= STEPS; step++) {
            double shrunk = Math.hypot(1, level(step)) / Math.hypot(1, LARGEST);
            RowMatrix states = way.states().get(step);
            for (int row = 0; row < start.rows(); row += 17) {
                double expected = shrunk * start.get(row, 0);
                assertEquals(expected, states.get(row, 0), 0.01 * Math.abs(expected) + 1e-4, "step " + step);
            }
        }
    }

    /** dx / d sigma = (x - D) / sigma with D = x / (1 + sigma^2) + sigma / (1 + sigma^2) w x, integrated by hand in Java. */
    @Test
    void aNetworkIsAskedAtItsScaleAndLevel() {
        double weight = 0.3;
        RowMatrix start = SourceRows.gaussian(50, 2, LARGEST, 3);
        Samples samples = Sampler.sample(model(weight), start, HEUN, Monitor.none());
        for (int row = 0; row < start.rows(); row++) {
            double x = start.get(row, 1);
            for (int step = 0; step < STEPS; step++) {
                double sigma = level(step);
                double next = level(step + 1);
                double slope = slope(x, sigma, weight);
                double predicted = x + (next - sigma) * slope;
                x += (next - sigma) * (slope + slope(predicted, next, weight)) / 2;
            }
            assertEquals(x, samples.end().get(row, 1), 2e-3 * (1 + Math.abs(x)));
        }
    }

    private static double slope(double x, double sigma, double weight) {
        return (x - (x + sigma * weight * x) / (1 + sigma * sigma)) / sigma;
    }
}
