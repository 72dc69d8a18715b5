// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;

/**
 * What densities of the modelled columns of groups are multiplied by to be those of the table's columns: as each modelled column is
 * a function of one column and those before it, the determinant of their map is a product of slopes.
 */
final class GroupSlopes {
    private final Table modelled;
    private final List<Seat> seats;

    /**
     * Where an encoded column is.
     *
     * @param group null for one that is modelled as itself
     * @param at its place in the group
     * @param columns places of the group's modelled columns in the table
     */
    private record Seat(ColumnGroup group, int at, int[] columns) {}

    private GroupSlopes(Table modelled, List<Seat> seats) {
        this.modelled = modelled;
        this.seats = seats;
    }

    /** @param modelled has all modelled columns of the groups */
    static GroupSlopes of(TableEncoding encoding, Table modelled) {
        return new GroupSlopes(
                modelled,
                encoding.encodedColumns().stream()
                        .map(column -> seat(encoding.reshaping(), column, modelled))
                        .toList());
    }

    private static Seat seat(Reshaping reshaping, ColumnInfo column, Table modelled) {
        return reshaping.groups().stream()
                .filter(group -> group.modelled().contains(column))
                .findFirst()
                .map(group -> new Seat(
                        group,
                        group.modelled().indexOf(column),
                        group.modelled().stream()
                                .mapToInt(info -> modelled.indexOf(info.name()))
                                .toArray()))
                .orElse(new Seat(null, 0, new int[0]));
    }

    /**
     * The log of the slope of a modelled column.
     *
     * @param column its place among the encoded ones
     */
    double of(int row, int column) {
        Seat seat = seats.get(column);
        return seat.group() == null
                ? 0
                : seat.group()
                        .logSlope(
                                IntStream.of(seat.columns())
                                        .mapToDouble(c -> modelled.get(row, c))
                                        .toArray(),
                                seat.at());
    }
}
