// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.PortStore;
import org.flowmatch.standin.table.RowStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.LongValue;
import org.knime.core.data.MissingCell;
import org.knime.core.data.MissingValue;
import org.knime.core.data.UnmaterializedCell;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.util.DuplicateKeyException;

/** Tables: order, spill to disk, domains, refused rows. */
class TableTest {

    private static final DataTableSpec SPEC = new DataTableSpec(
            new String[] {"number", "count", "long", "text", "flag"},
            new DataType[] {DoubleCell.TYPE, IntCell.TYPE, LongCell.TYPE, StringCell.TYPE, BooleanCell.TYPE});

    @TempDir
    private Path m_folder;

    private ExecutionContext context() {
        return Execution.context(m_folder, (fraction, message) -> {}, () -> false);
    }

    private static DataRow row(final int i) {
        return new DefaultRow(
                "Row" + i,
                i % 7 == 3 ? new MissingCell("skipped " + i) : new DoubleCell(i / 3.0),
                new IntCell(-i),
                new LongCell(1L << 40 | i),
                i % 5 == 0 ? DataType.getMissingCell() : new StringCell("text \u00fc\n" + i),
                i % 2 == 0 ? BooleanCell.TRUE : BooleanCell.FALSE);
    }

    @SuppressWarnings("deprecation") // the only way to set the bound
    private BufferedDataTable table(final int rows, final int cellsInMemory) {
        BufferedDataContainer container = context().createDataContainer(SPEC, true, cellsInMemory);
        IntStream.range(0, rows).forEach(i -> container.addRowToTable(row(i)));
        container.close();
        return container.getTable();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 1_000_000})
    void keepsRowsInOrderWhereverTheyLie(final int cellsInMemory) {
        BufferedDataTable table = table(1000, cellsInMemory);
        assertEquals(1000, table.size());
        int i = 0;
        for (DataRow read : table) {
            assertEquals(row(i), read);
            if (i % 7 == 3) {
                assertEquals("skipped " + i, ((MissingValue) read.getCell(0)).getError());
            }
            i++;
        }
        assertEquals(1000, i);
    }

    @Test
    void spillsBeyondTheBound() throws Exception {
        var store = new RowStore(5, 50);
        for (int i = 0; i < 10; i++) {
            store.add(row(i));
        }
        assertFalse(store.isOnDisk(), "50 cells fit");
        store.add(row(10));
        assertTrue(store.isOnDisk(), "the 51st does not");
        store.close();
        assertEquals(11, store.size());
    }

    @Test
    void readsAtSeveralPlacesAtOnce() {
        BufferedDataTable table = table(100, 10);
        try (CloseableRowIterator ahead = table.iterator();
                CloseableRowIterator behind = table.iterator()) {
            for (int i = 0; i < 100; i++) {
                assertEquals(row(i), ahead.next());
                if (i % 2 == 1) {
                    assertEquals(row(i / 2), behind.next());
                }
            }
            assertThrows(NoSuchElementException.class, ahead::next);
            assertTrue(behind.hasNext());
        }
    }

    @Test
    void collectsDomains() {
        DataTableSpec spec = table(100, 10).getDataTableSpec();
        DataColumnDomain number = spec.getColumnSpec("number").getDomain();
        assertEquals(new DoubleCell(0), number.getLowerBound());
        assertEquals(new DoubleCell(33), number.getUpperBound());
        assertEquals(new IntCell(-99), spec.getColumnSpec("count").getDomain().getLowerBound());
        assertFalse(spec.getColumnSpec("text").getDomain().hasValues(), "more than 60 texts");
        assertEquals(
                Set.of(BooleanCell.TRUE, BooleanCell.FALSE),
                spec.getColumnSpec("flag").getDomain().getValues());
    }

    @Test
    void leavesNotANumberOutOfTheBounds() {
        BufferedDataContainer container =
                context().createDataContainer(new DataTableSpec(new String[] {"x"}, new DataType[] {DoubleCell.TYPE}));
        double[] values = {Double.NaN, 2, Double.NaN, -1};
        for (int i = 0; i < values.length; i++) {
            container.addRowToTable(new DefaultRow("Row" + i, values[i]));
        }
        container.close();
        DataColumnDomain domain =
                container.getTable().getDataTableSpec().getColumnSpec(0).getDomain();
        assertEquals(new DoubleCell(-1), domain.getLowerBound());
        assertEquals(new DoubleCell(2), domain.getUpperBound());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000_000})
    void refusesAKeyTwice(final int cellsInMemory) {
        @SuppressWarnings("deprecation") // the only way to set the bound
        BufferedDataContainer container = context().createDataContainer(SPEC, true, cellsInMemory);
        IntStream.range(0, 5000).forEach(i -> container.addRowToTable(row(i)));
        DataRow again = new DefaultRow("Row4711", row(1));
        var failure = assertThrows(DuplicateKeyException.class, () -> container.addRowToTable(again));
        assertEquals("Row4711", failure.getKey());
        assertTrue(failure.getMessage().contains("\"Row4711\""), failure.getMessage());
    }

    @Test
    void refusesRowsThatDoNotFit() {
        DataTableSpec spec = new DataTableSpec(new String[] {"n"}, new DataType[] {IntCell.TYPE});
        BufferedDataContainer container = context().createDataContainer(spec);
        DataRow fraction = new DefaultRow("a", 1.5);
        DataRow wide = new DefaultRow("a", 1, 2);
        assertThrows(DataContainerException.class, () -> container.addRowToTable(fraction));
        assertThrows(DataContainerException.class, () -> container.addRowToTable(wide));
        assertThrows(IllegalStateException.class, container::getTable);
        container.close();
        assertThrows(IllegalStateException.class, () -> container.addRowToTable(new DefaultRow("a", 1)));
    }

    @Test
    void readsRangesAndColumns() {
        BufferedDataTable table = table(100, 10);
        int i = 0;
        for (DataRow read : table.filter(TableFilter.materializeCols(SPEC, "count"))) {
            assertEquals(new IntCell(-i), read.getCell(1));
            assertEquals(UnmaterializedCell.getInstance(), read.getCell(0));
            i++;
        }
        List<String> keys = new ArrayList<>();
        table.filter(TableFilter.filterRangeOfRows(10, 12))
                .forEach(read -> keys.add(read.getKey().getString()));
        assertEquals(List.of("Row10", "Row11", "Row12"), keys);
        assertThrows(IndexOutOfBoundsException.class, () -> table.filter(TableFilter.materializeCols(5)));
    }

    @Test
    void keepsATableInAFolder() throws Exception {
        BufferedDataTable table = table(300, 10);
        PortStore.save(table, m_folder.resolve("kept"));
        var back = (BufferedDataTable) PortStore.load(m_folder.resolve("kept"), context());
        assertEquals(table.getDataTableSpec(), back.getDataTableSpec());
        assertEquals(300, back.size());
        int i = 0;
        for (DataRow read : back) {
            assertEquals(row(i++), read);
        }
    }

    /** The super types as the cells' values give them: boolean below int below long below double. */
    @Test
    void ordersTypesByWhatTheirCellsCanBeReadAs() {
        List<DataType> order = List.of(DoubleCell.TYPE, LongCell.TYPE, IntCell.TYPE, BooleanCell.TYPE);
        for (int i = 0; i < order.size(); i++) {
            for (int j = 0; j < order.size(); j++) {
                assertEquals(
                        i <= j, order.get(i).isASuperTypeOf(order.get(j)), order.get(i) + " above " + order.get(j));
                assertEquals(order.get(Math.min(i, j)), DataType.getCommonSuperType(order.get(i), order.get(j)));
            }
            assertFalse(order.get(i).isASuperTypeOf(StringCell.TYPE));
            assertTrue(order.get(i).isASuperTypeOf(DataType.getMissingCell().getType()));
        }
        assertTrue(IntCell.TYPE.isCompatible(LongValue.class));
        assertFalse(DoubleCell.TYPE.isCompatible(LongValue.class));
        DataCell missing = new MissingCell("why");
        assertEquals(DataType.getMissingCell(), missing);
    }
}
