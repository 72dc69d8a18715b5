// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Densities sum to 1 over all there is, and rows have the moments and the mean log-density that the density has. */
class KnownDensityTest {
    private static final int ROWS = 40_000;

    /** The middle of a cell of a grid and the cell's share of the measure. */
    private record Node(double[] row, double measure) {}

    private static List<Node> grid(ExampleDistribution distribution) {
        return switch (distribution) {
            case TORUS -> nodes(180, 0, 360, 180, 0, 360, (a, b) -> Math.pow(Math.toRadians(2), 2));
            case SPHERE -> nodes(
                    720,
                    -90,
                    90,
                    720,
                    -180,
                    180,
                    (a, b) -> Math.toRadians(0.5)
                            * (Math.sin(Math.toRadians(a + 0.125)) - Math.sin(Math.toRadians(a - 0.125))));
            default -> nodes(128, -0.5, 127.5, 128, -0.5, 127.5, (a, b) -> 1);
        };
    }

    private interface Measure {
        double at(double a, double b);
    }

    private static List<Node> nodes(
            int rows, double top, double bottom, int columns, double left, double right, Measure measure) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double a = top + (i + 0.5) * (bottom - top) / rows;
            for (int j = 0; j < columns; j++) {
                double b = left + (j + 0.5) * (right - left) / columns;
                nodes.add(new Node(new double[] {a, b}, measure.at(a, b)));
            }
        }
        return nodes;
    }

    private static KnownDensity density(ExampleDistribution distribution) {
        return distribution.density().orElseThrow();
    }

    private static double[] row(Table table, int row) {
        return new double[] {table.get(row, 0), table.get(row, 1)};
    }

    @ParameterizedTest
    @EnumSource(
            value = ExampleDistribution.class,
            names = {"TORUS", "SPHERE", "DISCRETE_CHECKERBOARD"})
    void densitiesSumToOneAndRowsFollowThem(ExampleDistribution distribution) {
        KnownDensity law = density(distribution);
        List<Node> grid = grid(distribution);
        Table table = distribution.sample(ROWS, 0, 2, 5);
        double[] shares = grid.stream()
                .mapToDouble(node -> Math.exp(law.logDensity(node.row())) * node.measure())
                .toArray();
        assertEquals(1, Arrays.stream(shares).sum(), 1e-4);
        double degree = Math.PI / 180;
        List<ToDoubleFunction<double[]>> functions = List.of(
                law::logDensity,
                r -> Math.cos(degree * r[0]),
                r -> Math.sin(degree * r[0]),
                r -> Math.cos(degree * r[1]),
                r -> Math.sin(degree * r[1]),
                r -> Math.cos(degree * (r[0] - r[1])),
                r -> Math.sin(degree * (r[0] + 2 * r[1])),
                r -> Math.cos(degree * (3 * r[0] - r[1])));
        for (ToDoubleFunction<double[]> function : functions) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < shares.length; i++) {
                double value =
                        shares[i] > 0 ? function.applyAsDouble(grid.get(i).row()) : 0;
                mean += shares[i] * value;
                square += shares[i] * value * value;
            }
            double seen = 0;
            for (int i = 0; i < ROWS; i++) {
                seen += function.applyAsDouble(row(table, i)) / ROWS;
            }
            assertEquals(mean, seen, 5 * Math.sqrt(Math.max(0, square - mean * mean) / ROWS) + 1e-4);
        }
    }

    @Test
    void anglesGoRoundAndTheDensityWithThem() {
        KnownDensity law = density(ExampleDistribution.TORUS);
        Table table = ExampleDistribution.TORUS.sample(ROWS, 0, 2, 1);
        for (int i = 0; i < ROWS; i++) {
            assertTrue(table.get(i, 0) >= 0 && table.get(i, 0) < 360);
            assertTrue(table.get(i, 1) >= 0 && table.get(i, 1) < 360);
        }
        for (double other = 0; other < 360; other += 7) {
            assertEquals(law.logDensity(0, other), law.logDensity(360, other), 1e-9);
            assertEquals(law.logDensity(other, -90), law.logDensity(other, 270), 1e-9);
        }
        assertTrue(law.logDensity(359, 1) > -1, "a part lies across the origin");
        assertEquals("squared radian", law.unit());
    }

    @Test
    void positionsLieOnTheGlobeAndOneSideOfTheDateLine() {
        KnownDensity law = density(ExampleDistribution.SPHERE);
        Table table = ExampleDistribution.SPHERE.sample(ROWS, 0, 2, 1);
        int east = 0;
        int west = 0;
        for (int i = 0; i < ROWS; i++) {
            assertTrue(Math.abs(table.get(i, 0)) <= 90);
            assertTrue(table.get(i, 1) >= -180 && table.get(i, 1) < 180);
            east += table.get(i, 1) > 170 ? 1 : 0;
            west += table.get(i, 1) < -170 ? 1 : 0;
        }
        assertTrue(east > ROWS / 20 && west > ROWS / 20, "a part lies across the date line");
        assertEquals(law.logDensity(-15, 180), law.logDensity(-15, -180), 1e-9);
        assertEquals(law.logDensity(90, 0), law.logDensity(90, 123), 1e-9);
        assertEquals("steradian", law.unit());
    }

    @Test
    void theBoardHas8192CellsOfOneProbability() {
        KnownDensity law = density(ExampleDistribution.DISCRETE_CHECKERBOARD);
        Table table = ExampleDistribution.DISCRETE_CHECKERBOARD.sample(ROWS, 3, 2, 1);
        assertEquals(
                List.of(new ColumnInfo("x", ColumnKind.INT), new ColumnInfo("y", ColumnKind.INT)), table.columns());
        int[] levels = new int[128];
        for (int i = 0; i < ROWS; i++) {
            assertEquals(-Math.log(8192), law.logDensity(row(table, i)), 1e-12);
            levels[(int) table.get(i, 0)]++;
        }
        for (int count : levels) {
            assertEquals(ROWS / 128.0, count, 5 * Math.sqrt(ROWS / 128.0));
        }
        for (double[] off : new double[][] {{32, 0}, {0, 63}, {-1, 0}, {128, 0}, {0.5, 0}, {127, 0}}) {
            assertEquals(Double.NEGATIVE_INFINITY, law.logDensity(off));
        }
        assertEquals("cell", law.unit());
    }

    @Test
    void theOthersGiveNoDensityHere() {
        assertTrue(ExampleDistribution.TWO_MOONS.density().isEmpty());
        assertTrue(ExampleDistribution.TWO_MOONS.takesNoise());
        assertTrue(!ExampleDistribution.GAUSSIAN.takesNoise());
        assertTrue(!ExampleDistribution.SPHERE.takesNoise());
    }
}
