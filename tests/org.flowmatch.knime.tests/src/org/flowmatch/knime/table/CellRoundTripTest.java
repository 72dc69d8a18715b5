// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.knime.table.TypedTables.DayCell;
import org.flowmatch.knime.table.TypedTables.MoleculeCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;

/** Cells of a KNIME table become numbers and codes of the engine, and the same cells again. */
class CellRoundTripTest {
    private static final List<String> NAMES =
            List.of("zoned", "text", "flag", "int", "date", "long", "double", "time", "date-time", "zoned (zone)");
    private static final List<DataType> TYPES = List.of(
            TypedTables.ZONED,
            StringCell.TYPE,
            BooleanCell.TYPE,
            IntCell.TYPE,
            TypedTables.DATE,
            LongCell.TYPE,
            DoubleCell.TYPE,
            TypedTables.TIME,
            TypedTables.DATE_TIME,
            StringCell.TYPE);

    @TempDir
    private Path folder;

    private static List<DataCell> row(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(c -> TypedTables.cell(TYPES.get(c), texts[c]))
                .toList();
    }

    private BufferedDataTable everyType() {
        return TypedTables.table(
                folder,
                NAMES,
                TYPES,
                List.of(
                        row(
                                "2021-10-31T02:30:00.000001+01:00[Europe/Paris]",
                                "a",
                                "true",
                                "-7",
                                "2024-02-29",
                                "9007199254740991",
                                "0.1",
                                "23:59:59.999999999",
                                "1969-12-31T23:59:59.999999",
                                "Mars"),
                        row(
                                "2021-10-31T02:30:00.000001+02:00[Europe/Paris]",
                                "",
                                "false",
                                "2147483647",
                                "-0044-03-15",
                                "-1",
                                "-1.7976931348623157E308",
                                "00:00",
                                "2242-01-01T00:00:00.000001",
                                null),
                        row(null, null, null, null, null, null, null, null, null, "\u00fc\n"),
                        row(
                                "1900-01-01T00:00-03:30",
                                " a ",
                                "false",
                                "0",
                                "+12345-01-01",
                                "0",
                                "4.9E-324",
                                "00:00:00.000000001",
                                "+285000000-01-01T00:00:01",
                                "a")));
    }

    @Test
    void cellsOfEveryTypeComeBackInOrder() {
        BufferedDataTable table = everyType();
        ReadTable read = TypedTables.read(table);
        assertEquals(0, read.unusable());
        OutputColumns columns = OutputColumns.of(read.columns(), TypedTables.types(table), TypedTables.context(folder));
        BufferedDataTable written =
                TableWriter.write(read.values(), columns, TypedTables.context(folder), Monitor.none());

        assertEquals(TypedTables.cells(table), TypedTables.cells(written));
        assertTrue(table.getDataTableSpec().equalStructure(written.getDataTableSpec()));
        assertEquals(List.of(), columns.warnings());
    }

    @Test
    void cellsWithWeekdaysAndHoursBesideThemComeBackToTheLastBit() {
        BufferedDataTable table = everyType();
        List<ColumnInfo> cyclic = TypedTables.columns(table.getDataTableSpec(), true);
        ReadTable read =
                new TableReader(table, cyclic, TableRole.TARGET).withGaps().read(Monitor.none());
        OutputColumns columns = OutputColumns.of(read.columns(), TypedTables.types(table), TypedTables.context(folder));
        assertEquals(
                TypedTables.cells(table),
                TypedTables.cells(
                        TableWriter.write(read.values(), columns, TypedTables.context(folder), Monitor.none())));
    }

    @Test
    void theEngineKnowsNumbersAndCodes() {
        ReadTable read = TypedTables.read(everyType());
        assertEquals(
                List.of(
                        new ColumnInfo("zoned", ColumnKind.DATE_TIME),
                        new ColumnInfo("zoned (zone) ", ColumnKind.TEXT),
                        new ColumnInfo("text", ColumnKind.TEXT),
                        new ColumnInfo("flag", ColumnKind.BOOLEAN),
                        new ColumnInfo("int", ColumnKind.INT),
                        new ColumnInfo("date", ColumnKind.DATE),
                        new ColumnInfo("long", ColumnKind.LONG),
                        new ColumnInfo("double", ColumnKind.DOUBLE),
                        new ColumnInfo("time", ColumnKind.TIME),
                        new ColumnInfo("date-time", ColumnKind.DATE_TIME),
                        new ColumnInfo("zoned (zone)", ColumnKind.TEXT)),
                read.columns());
        assertEquals(Set.copyOf(NAMES), ModelledColumns.names(read.columns()));
        Table values = read.values();
        assertEquals(1635643800.000001, values.get(0, 0));
        assertEquals(-3600, values.get(1, 0) - values.get(0, 0), 1e-6);
        assertEquals("Europe/Paris", values.dictionary(1).text((int) values.get(0, 1)));
        assertEquals(1, values.get(0, 3));
        assertEquals(19782, values.get(0, 5));
        assertEquals(86_399_999_999_999.0, values.get(0, 8));
        assertEquals(-1e-6, values.get(0, 9), 1e-12);
        for (int c = 0; c < 10; c++) {
            assertTrue(Double.isNaN(values.get(2, c)), values.names().get(c));
        }
    }

    @Test
    void cellsThatAreNoNumbersCannotBeUsedThoughMissingOnesCan() {
        BufferedDataTable table = TypedTables.table(
                folder,
                List.of("x"),
                List.of(DoubleCell.TYPE),
                List.of(
                        List.of(DataType.getMissingCell()),
                        List.of(new DoubleCell(Double.NaN)),
                        List.of(new DoubleCell(Double.NEGATIVE_INFINITY)),
                        List.of(new DoubleCell(1))));
        FlowException e = assertThrows(FlowException.class, () -> TypedTables.read(table));
        assertEquals(
                "The column \"x\" of the target table is missing, NaN or infinite in the row \"Row1\".", e.problem());

        ReadTable kept = TypedTables.reader(table).withBadRows(BadRows.SKIP).read(Monitor.none());
        assertEquals(2, kept.unusable());
        assertTrue(kept.usable(0));
        assertFalse(kept.usable(1));
        assertEquals(2, kept.usableRows().rows().rows());
        assertEquals(
                2,
                TypedTables.reader(table)
                        .withBadRows(BadRows.SKIP)
                        .withoutBadRows()
                        .read(Monitor.none())
                        .rows()
                        .rows());
    }

    @Test
    void withoutGapsAMissingDateFailsByName() {
        BufferedDataTable table = everyType();
        TableReader reader = new TableReader(table, List.of(new ColumnInfo("date", ColumnKind.DATE)), TableRole.SOURCE);
        FlowException e = assertThrows(FlowException.class, () -> reader.read(Monitor.none()));
        assertEquals("The column \"date\" of the source table is missing in the row \"Row2\".", e.problem());
    }

    @Test
    void aDateBeyondAllMeasureFailsByItsText() {
        BufferedDataTable table = TypedTables.table(
                folder,
                List.of("when"),
                List.of(TypedTables.DATE_TIME),
                List.of(List.of(TypedTables.cell(TypedTables.DATE_TIME, "+999999999-01-01T00:00"))));
        FlowException e = assertThrows(FlowException.class, () -> TypedTables.read(table));
        assertTrue(e.problem().contains("has the value +999999999-01-01T00:00, which is outside"), e.problem());
        assertTrue(e.problem().endsWith("in the row \"Row0\"."), e.problem());
    }

    @Test
    void typesWithoutFactoryAreWrittenInTheStandardOneWithAWarning() {
        BufferedDataTable table = TypedTables.table(
                folder,
                List.of("molecule", "day"),
                List.of(MoleculeCell.TYPE, DayCell.TYPE),
                List.of(List.of(new MoleculeCell("CO"), new DayCell(1))));
        ReadTable read = TypedTables.read(table);
        for (ColumnTypes types : List.of(TypedTables.types(table), notInstalled(TypedTables.types(table)))) {
            OutputColumns columns = OutputColumns.of(read.columns(), types, TypedTables.context(folder));
            BufferedDataTable written =
                    TableWriter.write(read.values(), columns, TypedTables.context(folder), Monitor.none());
            assertEquals(
                    List.of(List.of(new StringCell("CO"), TypedTables.cell(TypedTables.DATE, "1970-01-02"))),
                    TypedTables.cells(written));
            assertEquals(
                    List.of(
                            "The column \"molecule\" is written as String: its type \"String\" is not installed here, or makes"
                                    + " no cells of texts. Install the extension that brings it, or convert the column"
                                    + " afterwards.",
                            "The column \"day\" is written as Local Date: its type \"Local Date\" is not installed here, or"
                                    + " makes no cells of texts. Install the extension that brings it, or convert the"
                                    + " column afterwards."),
                    columns.warnings());
        }
    }

    private static ColumnTypes notInstalled(ColumnTypes types) {
        return new ColumnTypes(types.types().stream()
                .map(type -> new ColumnTypes.StoredType(
                        type.name(), type.content().replace("TypedTables", "Nowhere"), type.columns()))
                .toList());
    }

    @Test
    void numbersOfSeveralTypesAreDecimalOnesWithoutAWord() {
        DataType common = DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE);
        BufferedDataTable table = TypedTables.table(
                folder, List.of("x"), List.of(common), List.of(List.of(new IntCell(1)), List.of(new DoubleCell(.5))));
        ReadTable read = TypedTables.read(table);
        OutputColumns columns = OutputColumns.of(read.columns(), TypedTables.types(table), TypedTables.context(folder));
        assertEquals(
                List.of(List.of(new DoubleCell(1)), List.of(new DoubleCell(.5))),
                TypedTables.cells(
                        TableWriter.write(read.values(), columns, TypedTables.context(folder), Monitor.none())));
        assertEquals(List.of(), columns.warnings());
    }

    @Test
    void coordinatesUnderTheNameOfADateAreNumbers() {
        List<ColumnInfo> columns = List.of(new ColumnInfo("date", ColumnKind.DOUBLE));
        OutputColumns output = OutputColumns.of(columns, TypedTables.types(everyType()), null);
        assertEquals(DoubleCell.TYPE, output.spec().getColumnSpec(0).getType());
        assertEquals(List.of(), output.warnings());
    }

    @Test
    void domainsAreThoseOfTheKnownValuesAndOfWhatIsWritten() {
        BufferedDataTable table = everyType();
        ReadTable read = TypedTables.read(table);
        OutputColumns columns = OutputColumns.of(read.columns(), TypedTables.types(table), TypedTables.context(folder))
                .withDomains(KnownValues.of(read.values()));
        DataTableSpec before = columns.spec();
        BufferedDataTable one = TableWriter.write(
                read.values().select(new int[] {0}), columns, TypedTables.context(folder), Monitor.none());
        assertBounds(before, "zoned", "1900-01-01T03:30Z", "2021-10-31T01:30:00.000001Z");
        for (DataTableSpec spec : List.of(before, one.getDataTableSpec())) {
            assertBounds(spec, "int", "-7", "2147483647");
            assertBounds(spec, "date", "-0044-03-15", "+12345-01-01");
            assertBounds(spec, "time", "00:00", "23:59:59.999999999");
            assertBounds(spec, "flag", "false", "true");
            assertEquals(
                    Set.of(BooleanCell.FALSE, BooleanCell.TRUE),
                    domain(spec, "flag").getValues());
            assertEquals(
                    Set.of(new StringCell("a"), new StringCell(""), new StringCell(" a ")),
                    domain(spec, "text").getValues());
        }
    }

    @Test
    void labelsThatTheTableLacksAreNoKnownValues() {
        Table two = Table.texts("k", List.of("a", "b", "a"));
        assertEquals(
                List.of("a"),
                KnownValues.of(two.select(new int[] {0, 2})).get("k").texts());
        assertEquals(Map.of(), KnownValues.of(Table.numbers("x", Double.NaN)));
        List<String> many = IntStream.range(0, 61).mapToObj(Integer::toString).toList();
        Table labels = Table.texts("k", many);
        DataTableSpec spec = OutputColumns.standard(labels.columns())
                .withDomains(KnownValues.of(labels))
                .spec();
        assertFalse(domain(spec, "k").hasValues());
    }

    private static DataColumnDomain domain(DataTableSpec spec, String column) {
        return spec.getColumnSpec(column).getDomain();
    }

    private static void assertBounds(DataTableSpec spec, String column, String lower, String upper) {
        assertEquals(lower, domain(spec, column).getLowerBound().toString(), column);
        assertEquals(upper, domain(spec, column).getUpperBound().toString(), column);
    }
}
