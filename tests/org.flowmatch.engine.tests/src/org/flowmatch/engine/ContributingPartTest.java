// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of CONTRIBUTING.md for a part of a row. */
class ContributingPartTest {
    @TempDir
    private Path folder;

    /** Lines at 1 and 179 degrees are neighbours, and come back as they were. */
    @Test
    void thePartIsAUnitVectorOfRows() throws Exception {
        List<String> blocks = ContributingTest.blocks();
        String registry = ContributingTest.patched("encoding/Scaling.java", "public enum Scaling {", blocks.get(16));
        ClassLoader engine = PatchedEngine.of(
                folder,
                Map.of("AxisColumn", blocks.get(15), "Scaling", registry),
                "org.flowmatch.engine.encoding",
                true);
        Class<?> type = engine.loadClass(TableEncoding.class.getName());
        Class<?> settingsType = engine.loadClass(EncodingSettings.class.getName());
        Class<?> scalings = engine.loadClass(Scaling.class.getName());
        Object settings = settingsType
                .getConstructor(scalings, boolean.class, boolean.class, long.class)
                .newInstance(scalings.getField("AXIS").get(null), false, true, 0L);
        double[] lines = {1, 45, 90, 120, 179};
        Table table = new Table(List.of(new ColumnInfo("fault", ColumnKind.DOUBLE)), new double[][] {lines}, 5);
        Object encoding = type.getMethod("fit", Table.class, settingsType, Monitor.class)
                .invoke(null, table, settings, Monitor.none());
        RowMatrix rows = (RowMatrix) type.getMethod("encode", Table.class, TableRole.class, Monitor.class)
                .invoke(encoding, table, TableRole.TARGET, Monitor.none());
        double apart = Math.hypot(rows.get(0, 0) - rows.get(4, 0), rows.get(0, 1) - rows.get(4, 1));
        assertEquals(2 * Math.sin(Math.toRadians(2)), apart, 1e-6);
        RowSpace space = (RowSpace) type.getMethod("space").invoke(encoding);
        assertEquals(1, space.unitVectors().all().size());
        Table back =
                (Table) type.getMethod("decode", RowMatrix.class, Monitor.class).invoke(encoding, rows, Monitor.none());
        for (int row = 0; row < lines.length; row++) {
            assertEquals(lines[row], back.get(row, 0), 1e-4);
        }
    }
}
