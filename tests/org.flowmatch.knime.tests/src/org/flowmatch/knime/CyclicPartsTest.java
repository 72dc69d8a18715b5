// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.NodeBench.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.imputer.FlowImputerNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.knime.table.TypedTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Dates and times whose weekdays and hours have a part of their own come back on those that there were. */
class CyclicPartsTest {
    private static final List<String> NAMES = List.of("day", "at", "when", "zoned", "x");
    private static final List<DataType> TYPES =
            List.of(TypedTables.DATE, TypedTables.TIME, TypedTables.DATE_TIME, TypedTables.ZONED, DoubleCell.TYPE);

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    /** Saturdays and Mondays of two years, a minute of the hours 9 and 17. */
    private BufferedDataTable visits(int rows, boolean gaps) {
        Random random = new Random(3);
        List<List<DataCell>> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            LocalDate day = LocalDate.of(2024, 1, 1).plusDays(7 * random.nextInt(100) - (random.nextBoolean() ? 2 : 0));
            LocalTime time = LocalTime.of(random.nextBoolean() ? 9 : 17, random.nextInt(60), random.nextInt(60));
            String zone = random.nextBoolean() ? "Europe/Paris" : "America/New_York";
            boolean gap = gaps && row % 5 == 0;
            cells.add(List.of(
                    TypedTables.cell(TypedTables.DATE, gap ? null : day.toString()),
                    TypedTables.cell(TypedTables.TIME, gap ? null : time.toString()),
                    TypedTables.cell(
                            TypedTables.DATE_TIME, gap ? null : day.atTime(time).toString()),
                    TypedTables.cell(
                            TypedTables.ZONED,
                            gap
                                    ? null
                                    : ZonedDateTime.of(day, time, ZoneId.of(zone))
                                            .toString()),
                    new DoubleCell(random.nextGaussian())));
        }
        return TypedTables.table(folder, NAMES, TYPES, cells);
    }

    private PortObject model(BufferedDataTable table) throws Exception {
        PortObject coupling = bench.first(node(new FlowCouplingNodeFactory(), "modelling/cyclic", true), table);
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        return bench.first(NodeBench.quickLearner("steps", 60L), path);
    }

    private static void assertDay(LocalDate day) {
        assertTrue(Set.of(DayOfWeek.SATURDAY, DayOfWeek.MONDAY).contains(day.getDayOfWeek()), day::toString);
    }

    private static void assertHour(LocalTime time) {
        assertTrue(Set.of(9, 17).contains(time.getHour()), time::toString);
    }

    private static void assertVisits(List<List<DataCell>> rows) {
        for (List<DataCell> row : rows) {
            assertDay(LocalDate.parse(row.get(0).toString()));
            assertHour(LocalTime.parse(row.get(1).toString()));
            LocalDateTime when = LocalDateTime.parse(row.get(2).toString());
            assertDay(when.toLocalDate());
            assertHour(when.toLocalTime());
            ZonedDateTime zoned = ZonedDateTime.parse(row.get(3).toString());
            assertDay(zoned.toLocalDate());
            assertHour(zoned.toLocalTime());
        }
    }

    @Test
    void sampledDatesFallOnTheirWeekdaysAndHours() throws Exception {
        BufferedDataTable visits = visits(1000, false);
        PortObject model = model(visits);
        BufferedDataTable made = bench.first(node(new FlowSamplerNodeFactory(), "rows", 200), model);
        assertEquals(NAMES, List.of(made.getDataTableSpec().getColumnNames()));
        List<List<DataCell>> rows = TypedTables.cells(made);
        assertVisits(rows);
        assertTrue(rows.stream().map(row -> row.get(2)).distinct().count() > 150, "dates differ");
        for (int c = 0; c < 3; c++) {
            DataColumnDomain domain = made.getDataTableSpec().getColumnSpec(c).getDomain();
            String lowest = domain.getLowerBound().toString();
            String highest = domain.getUpperBound().toString();
            int column = c;
            assertTrue(rows.stream()
                    .map(row -> row.get(column).toString())
                    .allMatch(date -> lowest.compareTo(date) <= 0 && date.compareTo(highest) <= 0));
        }
    }

    @Test
    void missingDatesAreFilledOnThem() throws Exception {
        BufferedDataTable visits = visits(600, true);
        PortObject model = model(visits);
        List<List<DataCell>> filled = TypedTables.cells(bench.first(node(new FlowImputerNodeFactory()), model, visits));
        assertVisits(filled);
        List<List<DataCell>> given = TypedTables.cells(visits);
        for (int row = 0; row < filled.size(); row++) {
            if (row % 5 != 0) {
                assertEquals(given.get(row), filled.get(row), "observed cells stay");
            }
        }
        BufferedDataTable scored = bench.first(node(new FlowLikelihoodNodeFactory()), model, visits);
        assertEquals(600, scored.size());
    }

    /** The engine's name of a part ends with a blank. */
    @Test
    void sharesOfPartsAreNamedWithSingleBlanks() throws Exception {
        PortObject path = bench.mixedPath(visits(50, false), "modelling/cyclic", true);
        PortObjectSpec model = NodeBench.quickLearner().configure(new PortObjectSpec[] {path.getSpec()})[0];
        DataTableSpec scored = (DataTableSpec) node(new FlowLikelihoodNodeFactory(), "shares", true)
                .configure(new PortObjectSpec[] {model, visits(50, false).getSpec()})[0];
        List<String> names = List.of(scored.getColumnNames());
        assertTrue(names.contains("zoned (zone) (share)"), names::toString);
        assertTrue(names.contains("day (weekday) (share)"), names::toString);
        assertTrue(names.stream().noneMatch(name -> name.contains("  ")), names::toString);
    }
}
