// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.json.JsonRecords;

/** Stores the coupling of CONTRIBUTING.md and draws its pairs; loaded by the loader of an engine that has it. */
public final class SlicedTransportInUse implements Runnable {
    private static final int ROWS = 50;

    /** With one column, pairs of equal ranks are those of optimal transport. */
    @Override
    public void run() {
        JsonElement stored =
                JsonParser.parseString("{\"type\":\"sliced_transport\",\"batchSize\":50,\"replacement\":false,"
                        + "\"conditions\":{\"mode\":\"EQUAL_LABELS\",\"weight\":1.0},\"labelWeight\":4.0}");
        CouplingSettings sliced = new JsonRecords().read(stored, CouplingSettings.class, "coupling");
        assertEquals(stored, new JsonRecords().write(CouplingSettings.class, sliced));
        assertEquals("sliced_transport", sliced.id());
        assertArrayEquals(pairs(new CouplingSettings.OptimalTransport(ROWS)), pairs(sliced));
    }

    /** The pairs of a batch (x0, x1) by their targets. */
    private static float[][] pairs(CouplingSettings settings) {
        double[] values = IntStream.range(0, ROWS).mapToDouble(Math::sqrt).toArray();
        Table table = new Table(List.of(new ColumnInfo("x", ColumnKind.DOUBLE)), new double[][] {values}, ROWS);
        Coupling coupling = Coupling.fit(
                settings,
                table,
                Optional.empty(),
                new EncodingSettings(Scaling.NONE, true, false, 1),
                1,
                Monitor.none());
        float[] x0 = new float[ROWS];
        float[] x1 = new float[ROWS];
        try (PairStream stream = coupling.open(IntStream.range(0, ROWS).toArray(), 1, PairUse.TRAINING)) {
            stream.next(ROWS, x0, x1, new float[0]);
        }
        return IntStream.range(0, ROWS)
                .mapToObj(i -> new float[] {x0[i], x1[i]})
                .sorted(Comparator.comparingDouble(pair -> pair[1]))
                .toArray(float[][]::new);
    }
}
