// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

/** Pairs as they are drawn: independent, paired and reflow couplings. */
final class DrawnPairs implements PairStream {
    private final PairDraw draw;
    private long next;

    DrawnPairs(PairDraw draw) {
        this.draw = draw;
    }

    @Override
    public int columns() {
        return draw.columns();
    }

    @Override
    public int conditions() {
        return draw.conditions();
    }

    @Override
    public void next(int count, float[] x0, float[] x1, float[] c) {
        draw.draw(next, count, x0, x1, c);
        next += count;
    }

    @Override
    public void close() {}
}
