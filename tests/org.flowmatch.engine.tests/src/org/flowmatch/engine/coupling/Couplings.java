// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;

/** Small couplings for the tests; columns are taken as they are, so that rows are recognised by their values. */
final class Couplings {
    static final EncodingSettings AS_THEY_ARE = new EncodingSettings(Scaling.NONE, false, true, 0);

    private Couplings() {}

    /** Row i is (offset + i, -i). */
    static Table numbered(int rows, int offset) {
        Table.Builder builder =
                Table.builder(List.of(new ColumnInfo("a", ColumnKind.DOUBLE), new ColumnInfo("b", ColumnKind.DOUBLE)));
        for (int i = 0; i < rows; i++) {
            builder.add(offset + i, -i);
        }
        return builder.build();
    }

    static Coupling of(CouplingSettings settings, int rows, int sourceRows) {
        Optional<Table> source = sourceRows == 0 ? Optional.empty() : Optional.of(numbered(sourceRows, 1000));
        return Coupling.fit(settings, numbered(rows, 0), source, AS_THEY_ARE, 0, Monitor.none());
    }

    /** Conditions of numbered rows: the label l{row mod labels} and the number row. */
    static Table conditions(int rows, int labels) {
        List<String> texts =
                IntStream.range(0, rows).mapToObj(i -> "l" + i % labels).toList();
        return Table.texts("label", texts)
                .beside(Table.numbers(
                        "number", IntStream.range(0, rows).asDoubleStream().toArray()));
    }

    /** The conditions of {@link #conditions} without the number. */
    static Table labels(int rows, int labels) {
        return conditions(rows, labels).choose(List.of(new ColumnInfo("label", ColumnKind.TEXT)));
    }

    /** As {@link #of(CouplingSettings, int, int)}, with conditions of the target and, if given, of the source. */
    static Coupling of(CouplingSettings settings, int rows, int sourceRows, Table target, Optional<Table> source) {
        return Coupling.fit(
                settings,
                numbered(rows, 0),
                sourceRows == 0 ? Optional.empty() : Optional.of(numbered(sourceRows, 1000)),
                Optional.of(new ConditionTables(target, source)),
                AS_THEY_ARE,
                0,
                Monitor.none());
    }

    static int[] all(Coupling coupling) {
        return IntStream.range(0, coupling.rows()).toArray();
    }

    /** The next pairs, as x0 and x1 [count, columns] and c [count, conditions], asked for in pieces of at most this size. */
    static float[][] draw(PairStream stream, int count, int piece) {
        int columns = stream.columns();
        int conditions = stream.conditions();
        float[][] drawn = {new float[count * columns], new float[count * columns], new float[count * conditions]};
        for (int done = 0; done < count; done += piece) {
            int part = Math.min(piece, count - done);
            float[] x0 = new float[part * columns];
            float[] x1 = new float[part * columns];
            float[] c = new float[part * conditions];
            stream.next(part, x0, x1, c);
            System.arraycopy(x0, 0, drawn[0], done * columns, part * columns);
            System.arraycopy(x1, 0, drawn[1], done * columns, part * columns);
            System.arraycopy(c, 0, drawn[2], done * conditions, part * conditions);
        }
        return drawn;
    }
}
