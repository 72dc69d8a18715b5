// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Encodes the tables of one role. */
final class TableEncoder {
    private final TableEncoding encoding;
    private final TableRole role;
    private final Monitor monitor;

    TableEncoder(TableEncoding encoding, TableRole role, Monitor monitor) {
        this.encoding = encoding;
        this.role = role;
        this.monitor = monitor;
    }

    /** As {@link TableEncoding#encode(Table, TableRole, Monitor)}. */
    RowMatrix rows(Table table) {
        if ((long) table.rows() * encoding.dimensions() > Integer.MAX_VALUE - 16) {
            throw new FlowException(
                    "The " + role.label() + " has " + table.rows() + " rows of " + encoding.dimensions()
                            + " columns, more than 2^31 cells.",
                    "Take a sample of its rows, or choose fewer columns.");
        }
        return collected(table.rows(), sink -> encode(table, sink));
    }

    void encode(Table table, RowEncoder.RowSink sink) {
        encoding.requireRows(table, role);
        boolean source = role == TableRole.SOURCE;
        Set<String> gaps = source ? encoding.sourceGaps() : encoding.gaps();
        encoding.reshaping().groups().forEach(group -> RuleCheck.require(group, table, role, gaps));
        Table modelled = encoding.modelled(table);
        List<ColumnInfo> constant = encoding.fitted().stream()
                .filter(column -> !column.encoding().encoded())
                .map(FittedColumn::info)
                .toList();
        modelled.choose(constant).requireUsable(role, source ? gaps : Set.of());
        KeyedRandom ties = new KeyedRandom(
                encoding.settings().seed(), role == TableRole.TARGET ? Purpose.TARGET_TIES : Purpose.SOURCE_TIES);
        new RowEncoder(encoding.encoded(), encoding.space(), modelled.choose(encoding.encodedColumns()), role, ties)
                .encode(sink, monitor);
    }

    /** As {@link TableEncoding#encodeGiven}. */
    RowMatrix rows(Table table, GivenCells given) {
        Reshaping reshaping = encoding.reshaping();
        table.columns().forEach(column -> ColumnCheck.requireAlike(encoding.columns(), column, role));
        Table known = reshaping.known(table, given.givenAsMissing(), given.mark());
        GivenCells ofModelled = given.of(reshaping.standIns(given.givenAsMissing()));
        KeyedRandom ties = new KeyedRandom(encoding.settings().seed(), Purpose.SOURCE_TIES);
        return collected(table.rows(), sink -> {
            if (table.rows() > 0) {
                new RowEncoder(encoding.encoded(), encoding.space(), known, role, ties, Optional.of(ofModelled))
                        .encode(sink, monitor);
            }
        });
    }

    private RowMatrix collected(int rows, Consumer<RowEncoder.RowSink> encoder) {
        float[] all = new float[Math.multiplyExact(rows, encoding.dimensions())];
        int[] reached = {0};
        encoder.accept((some, count) -> {
            System.arraycopy(some, 0, all, reached[0], count * encoding.dimensions());
            reached[0] += count * encoding.dimensions();
        });
        return RowMatrix.of(all, encoding.dimensions());
    }
}
