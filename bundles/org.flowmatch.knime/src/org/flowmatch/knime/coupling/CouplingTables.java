// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionNotes;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairedRows;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.knime.coupling.CouplingChoices.CouplingChoice;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.node.BufferedDataTable;

/**
 * The two tables of a coupling, read and ready to be encoded: for a paired coupling row i of the source belongs to row i of
 * the target, and rows that cannot be used are left out of both.
 *
 * @param conditions of the rows of both tables; those of the source only where it has the columns and is not paired
 * @param warnings sentences for the user, such as how many rows were skipped
 */
record CouplingTables(Table target, Optional<Table> source, Optional<ConditionTables> conditions, List<String> warnings)
        implements AutoCloseable {

    @Override
    public void close() {
        target.close();
        source.ifPresent(Table::close);
    }

    /** What a user should know about the values of the condition columns. */
    List<String> conditionNotes(Coupling coupling) {
        return conditions
                .map(tables ->
                        ConditionNotes.of(coupling.conditionEncoding(), tables.target(), TableRole.TARGET.label()))
                .orElse(List.of());
    }

    /** @param columns of the tables */
    static CouplingTables read(
            FlowCouplingNodeParameters parameters,
            CouplingColumns columns,
            BufferedDataTable target,
            Optional<BufferedDataTable> source,
            Monitor monitor) {
        ReadTable targetRows = read(
                parameters,
                target,
                columns,
                columns.conditions(),
                source.isEmpty() ? columns.mayBeLeftOut() : Set.of(),
                TableRole.TARGET,
                monitor.part(0, source.isEmpty() ? 1 : 0.5));
        if (source.isEmpty()) {
            return unpaired(targetRows, Optional.empty());
        }
        boolean complete = false;
        try {
            CouplingTables tables = withSource(parameters, targetRows, columns, source.get(), monitor);
            complete = true;
            return tables;
        } finally {
            if (!complete) {
                targetRows.rows().close();
            }
        }
    }

    private static CouplingTables withSource(
            FlowCouplingNodeParameters parameters,
            ReadTable targetRows,
            CouplingColumns columns,
            BufferedDataTable source,
            Monitor monitor) {
        boolean paired = parameters.m_coupling == CouplingChoice.PAIRED;
        boolean ofSource = !paired && ConditionColumns.has(source.getDataTableSpec(), columns.conditions());
        ReadTable sourceRows = read(
                parameters,
                source,
                columns,
                ofSource ? columns.conditions() : List.of(),
                Set.of(),
                TableRole.SOURCE,
                monitor.part(0.5, 1));
        return paired ? paired(parameters, targetRows, sourceRows) : unpaired(targetRows, Optional.of(sourceRows));
    }

    private static ReadTable read(
            FlowCouplingNodeParameters parameters,
            BufferedDataTable table,
            CouplingColumns columns,
            List<ConditionInfo> conditions,
            Set<String> mayBeLeftOut,
            TableRole role,
            Monitor monitor) {
        TableReader reader = new TableReader(table, columns.columns(), role)
                .withConditions(conditions)
                .withCodes(Set.copyOf(columns.modelling().codes()))
                .withBadRows(parameters.m_badRows);
        if (columns.modelling().gaps()) {
            reader.withGaps().withoutLargeWholeNumbers(mayBeLeftOut);
        }
        if (parameters.m_coupling != CouplingChoice.PAIRED) {
            reader.withoutBadRows();
        }
        parameters.keyColumn().ifPresent(reader::withKey);
        return reader.read(monitor);
    }

    private static CouplingTables unpaired(ReadTable target, Optional<ReadTable> source) {
        List<String> warnings = new ArrayList<>();
        warn(target.unusable(), "row", TableRole.TARGET.label(), target, warnings);
        source.ifPresent(read -> warn(read.unusable(), "row", TableRole.SOURCE.label(), read, warnings));
        requireRowsLeft(target.rows().rows(), target.unusable(), TableRole.TARGET.label(), target);
        source.ifPresent(read -> requireRowsLeft(read.rows().rows(), read.unusable(), TableRole.SOURCE.label(), read));
        return of(target, source, warnings);
    }

    private static CouplingTables paired(FlowCouplingNodeParameters parameters, ReadTable target, ReadTable source) {
        ReadTable aligned = aligned(parameters, target, source);
        int[] both = new int[aligned.rows().rows()];
        int count = 0;
        for (int row = 0; row < both.length; row++) {
            if (target.usable(row) && aligned.usable(row)) {
                both[count++] = row;
            }
        }
        List<String> warnings = new ArrayList<>();
        ReadTable atFault = target.outside().isEmpty() ? source : target;
        warn(both.length - count, "pair", "tables", atFault, warnings);
        requireRowsLeft(count, both.length - count, "paired tables", atFault);
        int[] kept = Arrays.copyOf(both, count);
        return of(target.select(kept), Optional.of(aligned.select(kept)), warnings);
    }

    private static CouplingTables of(ReadTable target, Optional<ReadTable> source, List<String> warnings) {
        return new CouplingTables(
                target.values(),
                source.map(ReadTable::values),
                target.given().map(rows -> new ConditionTables(rows, source.flatMap(ReadTable::given))),
                warnings);
    }

    private static ReadTable aligned(FlowCouplingNodeParameters parameters, ReadTable target, ReadTable source) {
        if (parameters.keyColumn().isPresent()) {
            return source.select(PairedRows.byKey(target.names(), source.names()));
        }
        PairedRows.requireSameLength(target.rows().rows(), source.rows().rows());
        return source;
    }

    /** Few rows from the start are the coupling's to refuse; here it is said when skipping has left too few. */
    private static void requireRowsLeft(int left, int skipped, String where, ReadTable read) {
        if (skipped > 0 && left < 2) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "%,d of the %,d rows of the %s were skipped for %s, which leaves too few: at least two"
                                    + " are needed.",
                            skipped,
                            left + skipped,
                            where,
                            read.faults()),
                    read.outside().isEmpty()
                            ? "Leave out columns with many missing values, or fill them first, for instance with Missing"
                                    + " Value."
                            : ColumnKind.LONG.remedyOutside());
        }
    }

    private static void warn(int skipped, String what, String where, ReadTable read, List<String> warnings) {
        if (skipped > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d %s of the %s with %s %s skipped.",
                    skipped,
                    skipped == 1 ? what : what + "s",
                    where,
                    read.faults(),
                    skipped == 1 ? "was" : "were"));
        }
    }
}
