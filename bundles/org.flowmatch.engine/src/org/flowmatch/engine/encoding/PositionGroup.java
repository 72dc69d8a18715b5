// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;

/**
 * Latitude and longitude in degrees, modelled by the coordinates x (through the equator at longitude 0), y and z (through the north pole)
 * of the position. The density of a row is per steradian of the sphere.
 *
 * @param names of x, y and z
 */
record PositionGroup(GroupColumn latitude, GroupColumn longitude, List<String> names) implements SphereGroup {
    private static final double STRAIGHT = 180;
    private static final double TURN = 360;

    PositionGroup {
        names = List.copyOf(names);
        if (names.size() != 3) {
            throw new IllegalArgumentException("a position has coordinates " + names);
        }
    }

    @Override
    public KeptRule rule() {
        return new KeptPosition(latitude.name(), longitude.name());
    }

    @Override
    public List<GroupColumn> columns() {
        return List.of(latitude, longitude);
    }

    @Override
    public List<ColumnInfo> modelled() {
        return names.stream()
                .map(name -> new ColumnInfo(name, ColumnKind.DOUBLE))
                .toList();
    }

    @Override
    public double[][] forward(double[][] cells) {
        double[][] at = new double[3][cells[0].length];
        for (int row = 0; row < cells[0].length; row++) {
            double up = Math.toRadians(cells[0][row]);
            double along = Math.toRadians(cells[1][row]);
            at[0][row] = Math.cos(up) * Math.cos(along);
            at[1][row] = Math.cos(up) * Math.sin(along);
            at[2][row] = Math.sin(up) + 0 * along;
        }
        return at;
    }

    @Override
    public double[][] back(double[][] modelled, double[][] fixed, boolean limited) {
        double[][] cells = new double[2][modelled[0].length];
        for (int row = 0; row < cells[0].length; row++) {
            double up = Math.atan2(modelled[2][row], Math.hypot(modelled[0][row], modelled[1][row]));
            cells[0][row] = within(latitude, Math.toDegrees(up), limited);
            cells[1][row] = within(longitude, east(Math.atan2(modelled[1][row], modelled[0][row])), limited);
        }
        SphereGroup.fix(cells, fixed);
        return cells;
    }

    /** The longitude in the range of the column: of -180 to 180, or of 0 to 360. */
    private double east(double angle) {
        double degrees = Math.toDegrees(angle);
        return longitude.largest() > STRAIGHT && degrees < 0 ? degrees + TURN : degrees;
    }

    private static double within(GroupColumn column, double value, boolean limited) {
        double rounded = column.round(value);
        return limited ? Math.max(column.smallest(), Math.min(column.largest(), rounded)) : rounded;
    }

    @Override
    public boolean off(double[][] cells, int row) {
        double longest = cells[1][row];
        return !(Math.abs(cells[0][row]) <= STRAIGHT / 2) || !(longest >= -STRAIGHT && longest <= TURN);
    }
}
