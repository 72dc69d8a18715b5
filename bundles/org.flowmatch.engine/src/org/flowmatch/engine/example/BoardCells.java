// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

/**
 * Two whole numbers of 0 to 127: a cell of the eight dark squares, of 32 x 32 cells, of a board of 128 x 128; (0, 0) is a corner of one.
 * Uniform on 8,192 cells, so that no model can give rows more than -ln 8192 = -9.011 nats on average.
 */
final class BoardCells implements ExampleLaw {
    private static final int SIDE = 32;
    private static final int SQUARES = 4;
    private static final int CELLS = SQUARES * SQUARES / 2 * SIDE * SIDE;

    @Override
    public double logDensity(double... row) {
        return dark(row[0], row[1]) ? -Math.log(CELLS) : Double.NEGATIVE_INFINITY;
    }

    private static boolean dark(double x, double y) {
        return level(x) && level(y) && ((int) x / SIDE + (int) y / SIDE) % 2 == 0;
    }

    private static boolean level(double value) {
        return value >= 0 && value < SQUARES * SIDE && value == Math.rint(value);
    }

    @Override
    public String unit() {
        return "cell";
    }

    @Override
    public double[] row(Draw draw) {
        int column = draw.below(SQUARES);
        int row = 2 * draw.below(SQUARES / 2) + column % 2;
        return new double[] {SIDE * column + draw.below(SIDE), SIDE * row + draw.below(SIDE)};
    }
}
