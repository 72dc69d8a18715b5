// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.json.JsonRecords;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/** Types of columns go through JSON, each once; of those that are not installed the name is left. */
class ColumnTypesTest {
    private static final DataTableSpec SPEC = new DataTableSpec(new String[] {"a", "b", "c", "d", "e"}, new DataType[] {
        StringCell.TYPE,
        TypedTables.DATE,
        StringCell.TYPE,
        TypedTables.MoleculeCell.TYPE,
        DataType.getCommonSuperType(StringCell.TYPE, IntCell.TYPE)
    });

    /** As a port's spec would hold them. */
    public record Spec(@JsonDefault("{\"types\": []}") ColumnTypes types) {}

    @Test
    void installedTypesComeBack() {
        ColumnTypes types = ColumnTypes.of(SPEC, Set.of("a", "b", "c", "d"));
        JsonObject json = new JsonRecords().write(new Spec(types));
        ColumnTypes read = new JsonRecords().read(json, Spec.class, "spec").types();
        assertEquals(types, read);
        assertEquals(Map.of("a", StringCell.TYPE, "b", TypedTables.DATE, "c", StringCell.TYPE), read.installed());
        assertEquals(Map.of("a", "String", "b", "Local Date", "c", "String", "d", "String"), read.names());
        assertEquals(3, read.types().size());
    }

    @Test
    void damagedContentIsATypeThatIsNotInstalled() {
        ColumnTypes damaged = new ColumnTypes(List.of(new ColumnTypes.StoredType("Text", "<config", List.of("a"))));
        assertEquals(Map.of(), damaged.installed());
    }

    @Test
    void columnsOfASpecThatStoresNoTypesAreOfTheirKindsStandardType() {
        ColumnTypes none =
                new JsonRecords().read(new JsonObject(), Spec.class, "spec").types();
        assertEquals(ColumnTypes.UNKNOWN, none);
        List<ColumnInfo> columns = List.of(
                new ColumnInfo("d", ColumnKind.DOUBLE),
                new ColumnInfo("i", ColumnKind.INT),
                new ColumnInfo("l", ColumnKind.LONG));
        OutputColumns output = OutputColumns.of(columns, none, null);
        assertEquals(
                new DataTableSpec(
                        new String[] {"d", "i", "l"}, new DataType[] {DoubleCell.TYPE, IntCell.TYPE, LongCell.TYPE}),
                output.spec());
        assertEquals(List.of(), output.warnings());
    }
}
