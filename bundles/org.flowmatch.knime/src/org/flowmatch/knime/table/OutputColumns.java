// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.ExecutionContext;

/**
 * Columns of the engine as columns of an output table, with the types that they came with: cells are made by the type's own
 * factory. Where the type is not installed, or makes no cells of texts, the standard type of such values takes its place, and
 * where there is none (dates and times not being installed), texts; a warning says so. An instant and its zone are one column, and so are dates and times with the weekday and the hour beside them.
 */
public final class OutputColumns {
    private final List<OutputColumn> columns = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Map<String, KnownValues> known = Map.of();

    private OutputColumns() {}

    /**
     * @param columns of the engine, in the order in which they are written
     * @param types with which they came
     * @param context of the execution, by which factories make cells with files; null at configure time
     */
    public static OutputColumns of(List<ColumnInfo> columns, ColumnTypes types, ExecutionContext context) {
        return of(columns, new HashSet<>(columns), types, context);
    }

    /** @param present the columns of the engine that say which dates have something beside them */
    private static OutputColumns of(
            List<ColumnInfo> columns, Set<ColumnInfo> present, ColumnTypes types, ExecutionContext context) {
        OutputColumns made = new OutputColumns();
        Map<String, DataType> installed = types.installed();
        Map<String, String> names = types.names();
        for (ColumnInfo column : columns) {
            String dates = DatePart.table(column);
            boolean beside = DatePart.of(column).isPresent()
                    && present.stream().anyMatch(other -> other.name().equals(dates));
            if (!beside) {
                CellForm form =
                        column.kind() == ColumnKind.DATE_TIME && present.contains(DatePart.ZONE.beside(column.name()))
                                ? CellForm.ZONED_DATE_TIME
                                : CellForm.of(column.kind());
                Optional<DataType> came = Optional.ofNullable(installed.get(column.name()));
                // what is not of the type's form is something else under the name: coordinates, say
                boolean same = came.flatMap(CellForm::of).map(form::equals).orElse(came.isEmpty());
                Optional<String> called = Optional.ofNullable(names.get(column.name()));
                made.add(column.name(), form, came.filter(type -> same), called.filter(type -> same), context);
            }
        }
        return made;
    }

    /** Columns that came with no types of their own: in the standard type of their kind. */
    public static OutputColumns standard(List<ColumnInfo> columns) {
        return of(columns, ColumnTypes.UNKNOWN, null);
    }

    /**
     * Numbers about columns, such as bounds: in the standard type of their kind, and those of dates with a zone in UTC.
     *
     * @param all columns of the engine, with what stands beside dates
     */
    public static OutputColumns ofNumbers(List<ColumnInfo> columns, List<ColumnInfo> all) {
        return of(columns, new HashSet<>(all), ColumnTypes.UNKNOWN, null);
    }

    /**
     * @param came the type with which the column came, where it is installed
     * @param called the name of that type, where it is known
     */
    private void add(
            String name, CellForm form, Optional<DataType> came, Optional<String> called, ExecutionContext context) {
        Optional<OutputColumn> kept = came.flatMap(type -> column(name, form, type, context));
        OutputColumn column = kept.or(() -> form.standardType().flatMap(type -> column(name, form, type, context)))
                .orElseGet(() -> new OutputColumn(name, form, StringCell.TYPE, StringCell::new));
        columns.add(column);
        boolean more = came.isPresent() && came.get().isASuperTypeOf(column.type());
        boolean lost = called.isPresent() ? !more : column.type() == StringCell.TYPE && form != CellForm.TEXT;
        if (kept.isEmpty() && lost) {
            warnings.add("The column " + Quoted.of(name) + " is written as "
                    + column.type().getName() + ": "
                    + called.map(type -> "its type " + Quoted.of(type)).orElse("a type for " + form.words())
                    + " is not installed here, or makes no cells of texts. Install the extension that brings it, or"
                    + " convert the column afterwards.");
        }
    }

    private static Optional<OutputColumn> column(String name, CellForm form, DataType type, ExecutionContext context) {
        boolean ofNumbers = form.hasCells() && type.equals(form.standardType().orElseThrow());
        return (ofNumbers || type.equals(StringCell.TYPE)
                        ? Optional.<Function<String, DataCell>>of(StringCell::new)
                        : factory(type, context))
                .map(maker -> new OutputColumn(name, form, type, maker));
    }

    private static Optional<Function<String, DataCell>> factory(DataType type, ExecutionContext context) {
        Optional<DataCellFactory> factory = type.getCellFactory(context);
        return factory.filter(DataCellFactory.FromString.class::isInstance)
                .map(DataCellFactory.FromString.class::cast)
                .map(maker -> maker::createCell);
    }

    /** Sets the domains of the columns by what is known of the engine's, by name. */
    public OutputColumns withDomains(Map<String, KnownValues> values) {
        known = Map.copyOf(values);
        return this;
    }

    public DataTableSpec spec() {
        return new DataTableSpec(columns.stream()
                .map(column -> column.spec(Optional.ofNullable(known.get(column.name()))))
                .toArray(DataColumnSpec[]::new));
    }

    /** What a user should know about types that could not be kept, a sentence or two for each column. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The number of columns of the output. */
    public int size() {
        return columns.size();
    }

    /** The cells of each column by row, from a table of the engine that has the columns, found by name. */
    public List<IntFunction<DataCell>> cells(Table table) {
        return columns.stream()
                .map(column -> column.cells(table, Optional.ofNullable(known.get(column.name()))))
                .toList();
    }
}
