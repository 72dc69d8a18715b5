// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** The density of a column with a period, whose coordinates have one per radian. */
final class CircleDensity implements ColumnDensity {
    private static final Place ANYWHERE = Place.ANYWHERE.onCircle();

    private interface Places {
        Place of(double value);
    }

    private final Places places;
    private final double unit;

    private CircleDensity(Places places, double unit) {
        this.places = places;
        this.unit = unit;
    }

    /** @param scores the density of the scores of the values within the period */
    static CircleDensity ofRanks(CircleColumn column, ColumnDensity scores) {
        return new CircleDensity(value -> scores.place(column.within(value)).onCircle(), scores.unit());
    }

    /** Of angles that are proportional to values: p(x) = p(a) 2 pi / period. */
    static CircleDensity ofAngles(CircleColumn column) {
        double logSlope = Math.log(2 * Math.PI / column.period());
        return new CircleDensity(value -> Place.angle(column.angle(value, 0), logSlope), 1);
    }

    @Override
    public Place place(double value) {
        return places.of(value);
    }

    @Override
    public double unit() {
        return unit;
    }

    @Override
    public Place anywhere() {
        return ANYWHERE;
    }
}
