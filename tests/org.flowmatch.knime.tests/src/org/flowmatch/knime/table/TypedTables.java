// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.standin.Execution;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory.FromString;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.time.localdate.LocalDateValue;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Tables of cells of any type, and types of which the platform knows nothing. */
public final class TypedTables {
    public static final DataType DATE = installed("Local Date");
    public static final DataType TIME = installed("Local Time");
    public static final DataType DATE_TIME = installed("Local Date Time");
    public static final DataType ZONED = installed("Zoned Date Time");

    private TypedTables() {}

    /** A text whose type has no factory, as of an extension that is not there when a model is used. */
    static final class MoleculeCell extends DataCell implements StringValue, NominalValue {
        static final DataType TYPE = DataType.getType(MoleculeCell.class);

        private static final long serialVersionUID = 1L;

        private final String text;

        MoleculeCell(String text) {
            this.text = text;
        }

        @Override
        public String getStringValue() {
            return text;
        }

        @Override
        protected boolean equalsDataCell(DataCell cell) {
            return text.equals(((MoleculeCell) cell).text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return "molecule " + text;
        }
    }

    /** A date whose type has no factory. */
    static final class DayCell extends DataCell implements LocalDateValue {
        static final DataType TYPE = DataType.getType(DayCell.class);

        private static final long serialVersionUID = 1L;

        private final int day;

        DayCell(int day) {
            this.day = day;
        }

        @Override
        public LocalDate getLocalDate() {
            return LocalDate.ofEpochDay(day);
        }

        @Override
        protected boolean equalsDataCell(DataCell cell) {
            return day == ((DayCell) cell).day;
        }

        @Override
        public int hashCode() {
            return day;
        }

        @Override
        public String toString() {
            return "day " + day;
        }
    }

    private static DataType installed(String name) {
        return DataTypeRegistry.getInstance().availableDataTypes().stream()
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A cell of its text; missing for null. */
    public static DataCell cell(DataType type, String text) {
        return Optional.ofNullable(text)
                .map(((FromString) type.getCellFactory(null).orElseThrow())::createCell)
                .orElse(DataType.getMissingCell());
    }

    static ExecutionContext context(Path folder) {
        return Execution.context(folder, (fraction, message) -> {}, () -> false);
    }

    public static BufferedDataTable table(
            Path folder, List<String> names, List<DataType> types, List<List<DataCell>> rows) {
        DataTableSpec spec = new DataTableSpec(names.toArray(String[]::new), types.toArray(DataType[]::new));
        BufferedDataContainer container = context(folder).createDataContainer(spec);
        for (int row = 0; row < rows.size(); row++) {
            container.addRowToTable(new DefaultRow("Row" + row, rows.get(row).toArray(DataCell[]::new)));
        }
        container.close();
        return container.getTable();
    }

    /** All columns that can be modelled, as the engine has them. */
    static List<ColumnInfo> columns(DataTableSpec spec) {
        return columns(spec, false);
    }

    /** @param cyclic whether weekdays and hours stand beside dates and times */
    static List<ColumnInfo> columns(DataTableSpec spec, boolean cyclic) {
        return ModelledColumns.choose(
                spec,
                new ColumnFilter(ModelledColumns.of(spec)).withIncludeUnknownColumns(),
                Set.of(),
                name -> cyclic,
                TableRole.TARGET);
    }

    static TableReader reader(BufferedDataTable table) {
        return new TableReader(table, columns(table.getDataTableSpec()), TableRole.TARGET).withGaps();
    }

    static ReadTable read(BufferedDataTable table) {
        return reader(table).read(Monitor.none());
    }

    static ColumnTypes types(BufferedDataTable table) {
        DataTableSpec spec = table.getDataTableSpec();
        return ColumnTypes.of(spec, Set.of(spec.getColumnNames()));
    }

    public static List<List<DataCell>> cells(BufferedDataTable table) {
        List<List<DataCell>> rows = new ArrayList<>();
        for (DataRow row : table) {
            rows.add(StreamSupport.stream(row.spliterator(), false).toList());
        }
        return rows;
    }
}
