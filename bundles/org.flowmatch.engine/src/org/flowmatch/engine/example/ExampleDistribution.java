// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Distributions whose shape is known, for trying flows out. A row is a point drawn from the shape, in most of them plus normal noise of
 * a given standard deviation on every coordinate; it is a function of seed and row number alone.
 */
public enum ExampleDistribution {
    /** Two interleaving half circles of radius 1, around (0, 0) above and (1, 0.5) below, with equal weight. */
    TWO_MOONS(2, 0.05, draw -> {
        double angle = Math.PI * draw.uniform();
        return draw.uniform() < 0.5
                ? new double[] {Math.cos(angle), Math.sin(angle)}
                : new double[] {1 - Math.cos(angle), 0.5 - Math.sin(angle)};
    }),

    /** Eight points on a circle of radius 5 with equal weight; the noise makes them Gaussians. */
    EIGHT_GAUSSIANS(2, 0.3, draw -> {
        double angle = draw.below(8) * Math.PI / 4;
        return new double[] {5 * Math.cos(angle), 5 * Math.sin(angle)};
    }),

    /** The eight dark squares, of side 2, of a board over [-4, 4] x [-4, 4]; (-4, -4) is the corner of one. */
    CHECKERBOARD(2, 0, draw -> {
        int column = draw.below(4);
        int row = 2 * draw.below(2) + column % 2;
        return new double[] {2 * (column + draw.uniform()) - 4, 2 * (row + draw.uniform()) - 4};
    }),

    /** Five arms that turn with the distance from the centre: Gaussians of 0.3 along and 0.1 across, bent by exp(r) / 4. */
    PINWHEEL(2, 0, draw -> {
        double along = 1 + 0.3 * draw.normal();
        double across = 0.1 * draw.normal();
        double angle = 2 * Math.PI / 5 * draw.below(5) + 0.25 * Math.exp(along);
        return new double[] {
            2 * (along * Math.cos(angle) - across * Math.sin(angle)),
            2 * (along * Math.sin(angle) + across * Math.cos(angle))
        };
    }),

    /** Two Archimedean spirals r = angle / 3 with angles up to three half turns, one the other's point reflection. */
    SPIRALS(2, 0.1, draw -> {
        double angle = 3 * Math.PI * Math.sqrt(draw.uniform());
        double radius = angle / 3 * (draw.uniform() < 0.5 ? 1 : -1);
        return new double[] {-radius * Math.cos(angle), radius * Math.sin(angle)};
    }),

    /** An S-shaped sheet in three dimensions: x = sin a, y in [0, 2], z = sign(a) (cos a - 1), a in [-3/2 pi, 3/2 pi]. */
    S_CURVE(3, 0.05, draw -> {
        double angle = 3 * Math.PI * (draw.uniform() - 0.5);
        return new double[] {Math.sin(angle), 2 * draw.uniform(), Math.signum(angle) * (Math.cos(angle) - 1)};
    }),

    /** Four circles around the origin of radius 0.75, 1.5, 2.25 and 3, with equal weight. */
    RINGS(2, 0.08, draw -> {
        double radius = 0.75 * (1 + draw.below(4));
        double angle = 2 * Math.PI * draw.uniform();
        return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
    }),

    /** The standard normal distribution of any dimension; takes no further noise. */
    GAUSSIAN(0, 0, draw -> new double[0]),

    /** Two angles in degrees, of [0, 360): {@link TorusLaw}; takes no further noise. */
    TORUS(new TorusLaw(), ColumnKind.DOUBLE, "angle 1", "angle 2"),

    /** Latitude and longitude in degrees: {@link SphereLaw}; takes no further noise. */
    SPHERE(new SphereLaw(), ColumnKind.DOUBLE, "latitude", "longitude"),

    /** Two whole numbers of 0 to 127, a cell of the dark squares of a board: {@link BoardCells}; takes no noise. */
    DISCRETE_CHECKERBOARD(new BoardCells(), ColumnKind.INT, "x", "y");

    /** Standard deviations of the noise. */
    public static final Range NOISE = Range.between(0, 100);

    /** Dimensions of {@link #GAUSSIAN}. */
    public static final Range DIMENSIONS = Range.between(1, 1000);

    private static final long NOISE_STEP = 1L << 40;
    private static final int CELLS_PER_CHECK = 1 << 16;

    private final List<ColumnInfo> columns;
    private final double defaultNoise;
    private final Shape shape;
    private final Optional<KnownDensity> density;

    private interface Shape {
        double[] point(Draw draw);
    }

    ExampleDistribution(int dimensions, double defaultNoise, Shape shape) {
        this.columns = Stream.of("x", "y", "z")
                .limit(dimensions)
                .map(name -> new ColumnInfo(name, ColumnKind.DOUBLE))
                .toList();
        this.defaultNoise = defaultNoise;
        this.shape = shape;
        this.density = Optional.empty();
    }

    ExampleDistribution(ExampleLaw law, ColumnKind kind, String first, String second) {
        this.columns = List.of(new ColumnInfo(first, kind), new ColumnInfo(second, kind));
        this.defaultNoise = 0;
        this.shape = law::row;
        this.density = Optional.of(law);
    }

    /** A standard deviation of the noise with which the shape is well seen. */
    public double defaultNoise() {
        return defaultNoise;
    }

    /** Whether noise is added to the shape. */
    public boolean takesNoise() {
        return density.isEmpty() && !columns.isEmpty();
    }

    /** The density of the rows, where it is known in closed form and rows lie on circles, on a sphere or in cells. */
    public Optional<KnownDensity> density() {
        return density;
    }

    /** The columns: x, y and z, or what they measure, or x1 to xd where the number of dimensions is free. */
    public List<ColumnInfo> columns(int freeDimensions) {
        return columns.isEmpty()
                ? IntStream.rangeClosed(1, freeDimensions)
                        .mapToObj(k -> new ColumnInfo("x" + k, ColumnKind.DOUBLE))
                        .toList()
                : columns;
    }

    /**
     * Draws rows.
     *
     * @param rows at least 1
     * @param noise standard deviation of the noise, 0 to 100; not used where {@link #takesNoise} says no
     * @param freeDimensions number of columns of {@link #GAUSSIAN}, 1 to 1000; not used by the others
     * @throws org.flowmatch.engine.FlowException for a setting outside its range
     */
    public Table sample(int rows, double noise, int freeDimensions, long seed) {
        return sample(rows, noise, freeDimensions, seed, Monitor.none());
    }

    /** The same; may be cancelled. */
    public Table sample(int rows, double noise, int freeDimensions, long seed, Monitor monitor) {
        String remedy = "Choose a value in that range.";
        Range.atLeast(1).check("The number of rows of the example data", rows, remedy);
        NOISE.check("The noise of the example data", noise, remedy);
        if (columns.isEmpty()) {
            DIMENSIONS.check("The number of dimensions of the example data", freeDimensions, remedy);
        }
        // the position in this list distinguishes the streams: new distributions go to its end
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, ordinal());
        List<ColumnInfo> drawn = columns(freeDimensions);
        double[][] values = new double[drawn.size()][rows];
        float[] normal = new float[drawn.size()];
        int rowsPerCheck = Math.max(1, CELLS_PER_CHECK / drawn.size());
        for (int row = 0; row < rows; row++) {
            if (row % rowsPerCheck == 0) {
                monitor.check();
                monitor.report((double) row / rows, "Drawing rows");
            }
            double[] point = shape.point(new Draw(random, row));
            if (density.isEmpty()) {
                random.gaussians(row, NOISE_STEP, normal, 0, normal.length);
            }
            for (int k = 0; k < normal.length; k++) {
                values[k][row] = columns.isEmpty() ? normal[k] : point[k] + noise * normal[k];
            }
        }
        return new Table(drawn, values, rows);
    }
}
