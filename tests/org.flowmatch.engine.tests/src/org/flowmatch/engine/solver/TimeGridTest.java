// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeGridTest {
    static Stream<TimeGrid> grids() {
        return Stream.of(
                new TimeGrid.Uniform(),
                new TimeGrid.Quadratic(),
                new TimeGrid.Cosine(),
                new TimeGrid.Logit(3),
                new TimeGrid.Rho(7),
                new TimeGrid.Times(List.of(0.1, 0.4, 0.45, 0.8, 0.9, 0.95)));
    }

    /** steps + 1 rising times with the path's exact ends; backward, the same times the other way round. */
    @ParameterizedTest
    @MethodSource("grids")
    void timesRiseFromEndToEnd(TimeGrid grid) {
        double[] times = grid.times(1e-5, 0.999, 7);
        assertEquals(8, times.length);
        assertEquals(1e-5, times[0]);
        assertEquals(0.999, times[7]);
        double[] back = grid.times(0.999, 1e-5, 7);
        assertEquals(0.999, back[0]);
        assertEquals(1e-5, back[7]);
        for (int i = 1; i < 8; i++) {
            assertTrue(times[i] > times[i - 1], grid + " at " + i);
            assertEquals(times[7 - i], back[i], 1e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void oneStepIsTheWholeWay(TimeGrid grid) {
        if (!(grid instanceof TimeGrid.Times)) {
            assertArrayEquals(new double[] {0, 1}, grid.times(0, 1, 1));
        }
    }

    /** Four steps by hand. */
    @Test
    void mapsAreTheirFormulas() {
        assertArrayEquals(new double[] {0, 7 / 16., 0.75, 15 / 16., 1}, new TimeGrid.Quadratic().times(0, 1, 4), 1e-15);
        double root = Math.sqrt(0.5);
        assertArrayEquals(
                new double[] {0, (1 - root) / 2, 0.5, (1 + root) / 2, 1}, new TimeGrid.Cosine().times(0, 1, 4), 1e-15);
        // noise levels 80, ..., 0.002 of Karras and others (2022, equation 5) for five times, scaled to 1, ..., 0
        double most = Math.pow(80, 1 / 7.);
        double least = Math.pow(0.002, 1 / 7.);
        double[] levels = new double[5];
        Arrays.setAll(levels, i -> 1 - (Math.pow(most + i / 4. * (least - most), 7) - 0.002) / (80 - 0.002));
        assertArrayEquals(levels, new TimeGrid.Rho(7).times(0, 1, 4), 1e-12);
        double low = 1 / (1 + Math.exp(2));
        double inner = 1 / (1 + Math.E);
        double quarter = (inner - low) / (1 - 2 * low);
        assertArrayEquals(new double[] {0, quarter, 0.5, 1 - quarter, 1}, new TimeGrid.Logit(2).times(0, 1, 4), 1e-15);
        assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, new TimeGrid.Rho(1).times(0, 1, 4), 1e-12);
    }

    /** A step of length 0 would divide by 0 in a multistep method, and leave states on the way unwritten. */
    @Test
    void manyStepsStayApart() {
        for (TimeGrid grid : List.of(
                new TimeGrid.Quadratic(), new TimeGrid.Cosine(), new TimeGrid.Logit(10), new TimeGrid.Rho(20))) {
            double[] times = grid.times(0, 1, TimeGrid.MOST_STEPS);
            for (int i = 1; i < times.length; i++) {
                assertTrue(times[i] > times[i - 1], grid + " at " + i);
            }
        }
    }

    /** Times of a list outside the path's interval are left out; its ends are always there. */
    @Test
    void aListKeepsToThePath() {
        TimeGrid list = new TimeGrid.Times(List.of(0., 0.5, 1.));
        assertArrayEquals(new double[] {1e-5, 0.5, 0.999}, list.times(1e-5, 0.999, 40));
        assertArrayEquals(new double[] {0, 0.5, 1}, list.times(0, 1, 40));
        assertArrayEquals(new double[] {1, 0.5, 0}, list.times(1, 0, 40));
    }

    /** x' = -x by Euler: every step multiplies by one less its length. */
    @Test
    void theSamplerTakesTheStepsOfTheGrid() {
        FlowModel decay = TestModels.linear(new double[][] {{-1}}, new double[] {0}, new LinearPath());
        SamplingSettings settings =
                SamplingSettings.of(Solver.EULER, 9).withGrid(new TimeGrid.Times(List.of(0.5, 0.6)));
        Samples samples = Sampler.sample(decay, RowMatrix.of(new float[] {1}, 1), settings, Monitor.none());
        assertEquals(0.5 * 0.9 * 0.6, samples.end().get(0, 0), 1e-5);
        assertEquals(3, samples.nfe());
    }

    private static void refused(String problem, Runnable making) {
        FlowException e = assertThrows(FlowException.class, making::run);
        assertEquals(problem, e.problem());
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        refused("The reach of the logit grid is 0, but must be between 0.1 and 10.", () -> new TimeGrid.Logit(0));
        refused(
                "The reach of the logit grid is NaN, but must be between 0.1 and 10.",
                () -> new TimeGrid.Logit(Double.NaN));
        refused("Rho of the EDM grid is 0.5, but must be between 1 and 20.", () -> new TimeGrid.Rho(0.5));
        refused("Rho of the EDM grid is 21, but must be between 1 and 20.", () -> new TimeGrid.Rho(21));
        refused(
                "The number of times in the list is 0, but must be between 1 and 10,000.",
                () -> new TimeGrid.Times(List.of()));
        refused(
                "The number of times in the list is 10,001, but must be between 1 and 10,000.",
                () -> new TimeGrid.Times(Collections.nCopies(10_001, 0.5)));
        refused(
                "The list of times holds 0.5 after 0.5, but times must rise from one to the next and lie from 0 to 1.",
                () -> new TimeGrid.Times(List.of(0.5, 0.5)));
        refused(
                "The list of times holds 1.5, but times must rise from one to the next and lie from 0 to 1.",
                () -> new TimeGrid.Times(List.of(0.5, 1.5)));
    }
}
