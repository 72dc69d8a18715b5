// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.PortStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory.FromString;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.DataValue;
import org.knime.core.data.MissingCell;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.time.localdate.LocalDateValue;
import org.knime.core.data.time.localtime.LocalTimeValue;
import org.knime.core.data.time.zoneddatetime.ZonedDateTimeValue;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;

/** Cells made of texts by their type's factory; dates and times in tables, domains and settings. */
class CellFactoryTest {

    @TempDir
    private Path m_folder;

    private static DataType type(final String name) {
        return DataTypeRegistry.getInstance().availableDataTypes().stream()
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static DataCell cell(final DataType type, final String text) {
        return assertInstanceOf(FromString.class, type.getCellFactory(null).orElseThrow())
                .createCell(text);
    }

    @ParameterizedTest
    @CsvSource({
        "Number (Float), 0.1",
        "Number (Integer), -7",
        "Number (Long Integer), 9007199254740993",
        "String, a text",
        "Boolean, false",
        "Local Date, 2024-02-29",
        "Local Time, 23:59:59.000000001",
        "Local Date Time, 1969-12-31T23:59:59.999999999",
        "Zoned Date Time, 2021-10-31T02:30+01:00[Europe/Paris]"
    })
    void cellsAreMadeOfTheTextThatTheyShow(final String name, final String text) throws InvalidSettingsException {
        DataType type = type(name);
        DataCell cell = cell(type, text);
        assertEquals(text, cell.toString());
        assertEquals(type, cell.getType());
        assertEquals(cell, cell(type, text));

        var settings = new ModelContent("m");
        type.save(settings);
        settings.addDataCell("c", cell);
        assertEquals(type, DataType.load(settings));
        assertEquals(cell, settings.getDataCell("c"));
    }

    @Test
    void aTextThatIsNoneOfTheTypeIsRefused() {
        for (String name : List.of("Number (Float)", "Boolean", "Local Date", "Zoned Date Time")) {
            assertThrows(RuntimeException.class, () -> cell(type(name), "soon"), name);
        }
    }

    @Test
    void onlyInstalledTypesAreLoadedAndHaveFactories() {
        assertEquals(Optional.empty(), DataType.getType(MissingCell.class).getCellFactory(null));
        var settings = new ModelContent("m");
        settings.addString("cell_class", "org.example.MoleculeCell");
        String said = assertThrows(InvalidSettingsException.class, () -> DataType.load(settings))
                .getMessage();
        assertTrue(said.contains("org.example.MoleculeCell"), said);
    }

    @Test
    void datesAreTextsToo() {
        DataType date = type("Local Date");
        Class<? extends DataValue> preferred = date.getPreferredValueClass();
        assertEquals(LocalDateValue.class, preferred);
        assertTrue(date.isCompatible(StringValue.class));
    }

    @Test
    void tablesOfDatesGoThroughFilesAndHaveBounds() throws Exception {
        var spec = new DataTableSpec(
                new String[] {"date", "time", "zoned"},
                new DataType[] {type("Local Date"), type("Local Time"), type("Zoned Date Time")});
        ExecutionContext context = Execution.context(m_folder, (fraction, message) -> {}, () -> false);
        @SuppressWarnings("deprecation") // the only way to set the bound
        BufferedDataContainer container = context.createDataContainer(spec, true, 9);
        for (int i = 0; i < 100; i++) {
            container.addRowToTable(new DefaultRow(
                    "Row" + i,
                    i == 5 ? DataType.getMissingCell() : cell(type("Local Date"), "2020-01-%02d".formatted(1 + i % 31)),
                    cell(type("Local Time"), LocalTime.ofNanoOfDay(i).toString()),
                    cell(type("Zoned Date Time"), "2020-06-01T00:00:" + (10 + i % 50) + "+05:30[Asia/Kolkata]")));
        }
        container.close();
        BufferedDataTable table = container.getTable();
        Path file = m_folder.resolve("kept");
        PortStore.save(table, file);
        BufferedDataTable read = (BufferedDataTable) PortStore.load(file, context);

        var rows = read.iterator();
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    LocalDate.of(2020, 1, 1 + i), ((LocalDateValue) rows.next().getCell(0)).getLocalDate());
        }
        var fifth = rows.next();
        assertTrue(fifth.getCell(0).isMissing());
        assertEquals(LocalTime.ofNanoOfDay(5), ((LocalTimeValue) fifth.getCell(1)).getLocalTime());
        assertEquals(
                ZonedDateTime.parse("2020-06-01T00:00:15+05:30[Asia/Kolkata]"),
                ((ZonedDateTimeValue) fifth.getCell(2)).getZonedDateTime());
        var domain = read.getDataTableSpec().getColumnSpec(0).getDomain();
        assertEquals("2020-01-01", domain.getLowerBound().toString());
        assertEquals("2020-01-31", domain.getUpperBound().toString());
    }
}
