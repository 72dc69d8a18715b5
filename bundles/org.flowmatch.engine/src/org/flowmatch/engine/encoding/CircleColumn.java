// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.geometry.Curve;
import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.random.NormalQuantile;

/**
 * Numbers with a period, such as hours of the day, as points (cos a, sin a) of the unit circle. The angle is a = 2 pi u with the
 * share u of the rows below a value, so that the points of the fitted rows are uniform on the circle whose ends meet; without
 * ranks u is the share of the period that has passed.
 *
 * @param start the least value; values come back within [start, start + period)
 * @param period above 0
 * @param ranks of the values within the period, as scores z with u = Phi(z); empty where angles are proportional to values
 */
public record CircleColumn(double start, double period, Optional<QuantileColumn> ranks) implements NumberEncoding {
    private static final double TURN = 2 * Math.PI;

    /** The least and the largest share that has a score. */
    private static final double LEAST = 0x1p-53;

    public CircleColumn {
        if (!(period > 0) || !Double.isFinite(period) || !Double.isFinite(start)) {
            throw new IllegalArgumentException("a circle from " + start + " on with the period " + period);
        }
    }

    /** The value of [start, start + period) that differs from this one by whole periods. */
    double within(double value) {
        double passed = value - start;
        double rest = passed - period * Math.floor(passed / period);
        double wrapped = start + rest;
        // rounding may lead to the end, which is the start
        return wrapped >= start + period ? start : wrapped;
    }

    /** The angle of a value, radians of [0, 2 pi). */
    double angle(double value, double tie) {
        double inside = within(value);
        return TURN
                * ranks.map(scores -> NormalDistribution.below(scores.encode(inside, tie)))
                        .orElse((inside - start) / period);
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public List<RowPart> parts(String name, int offset) {
        return List.of(RowPart.curved(name, offset, width(), Curve.SPHERE));
    }

    @Override
    public void encode(double value, double tie, RowSlice slice, int row) {
        set(slice, row, angle(value, tie));
    }

    @Override
    public double decode(RowSlice slice, int row, Resolution resolution) {
        double share = share(slice.get(row, 0), slice.get(row, 1));
        double value = ranks.isPresent()
                ? ranks.get().decode(score(share), resolution)
                : resolution.round(start + share * period);
        return within(value);
    }

    @Override
    public void noise(double uniform, RowSlice slice, int row) {
        set(slice, row, TURN * uniform);
    }

    @Override
    public Optional<TieDraw> tieDraw() {
        return ranks.map(scores -> (rows, at, tie) -> {
            float score = scores.redraw(score(share(rows[at], rows[at + 1])), tie);
            set(new RowSlice(rows, 0, at, width()), 0, TURN * NormalDistribution.below(score));
        });
    }

    @Override
    public ColumnDensity density() {
        return ranks.<ColumnDensity>map(scores -> CircleDensity.ofRanks(this, scores.density()))
                .orElseGet(() -> CircleDensity.ofAngles(this));
    }

    /** The angle of a point as a share of the turn, [0, 1). */
    private static double share(double cos, double sin) {
        double share = Math.atan2(sin, cos) / TURN;
        return share < 0 ? share + 1 : share;
    }

    private static float score(double share) {
        return (float) NormalQuantile.of(Math.max(LEAST, Math.min(1 - LEAST, share)));
    }

    private static void set(RowSlice slice, int row, double angle) {
        slice.set(row, 0, (float) Math.cos(angle));
        slice.set(row, 1, (float) Math.sin(angle));
    }
}
