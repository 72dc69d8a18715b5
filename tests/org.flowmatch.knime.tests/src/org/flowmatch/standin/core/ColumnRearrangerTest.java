// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.flowmatch.standin.Execution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** Tables made of other tables' columns; the expected orders were seen on the real core. */
class ColumnRearrangerTest {

    private static final DataTableSpec INPUT =
            new DataTableSpec(new String[] {"a", "b", "c"}, new DataType[] {IntCell.TYPE, IntCell.TYPE, IntCell.TYPE});

    @TempDir
    private Path m_folder;

    private static SingleCellFactory sum(final List<Long> asked) {
        return new SingleCellFactory(new DataColumnSpecCreator("sum", IntCell.TYPE).createSpec()) {
            @Override
            public DataCell getCell(final DataRow row, final long rowIndex) {
                asked.add(rowIndex);
                return new IntCell(row.stream()
                        .mapToInt(cell -> ((IntCell) cell).getIntValue())
                        .sum());
            }
        };
    }

    private static String[] names(final Consumer<ColumnRearranger> change) {
        var rearranger = new ColumnRearranger(INPUT);
        change.accept(rearranger);
        return rearranger.createSpec().getColumnNames();
    }

    private BufferedDataTable rearrange(final ExecutionContext exec, final Consumer<ColumnRearranger> change)
            throws CanceledExecutionException {
        BufferedDataContainer container = exec.createDataContainer(INPUT);
        for (int i = 0; i < 3; i++) {
            container.addRowToTable(new DefaultRow("Row" + i, i, 10 * i, 100 * i));
        }
        container.close();
        var rearranger = new ColumnRearranger(INPUT);
        change.accept(rearranger);
        return exec.createColumnRearrangeTable(container.getTable(), rearranger, exec.createSubProgress(0.5));
    }

    @Test
    void changesTheOrder() {
        assertArrayEquals(new String[] {"b", "a", "c"}, names(columns -> columns.move("a", 2)));
        assertArrayEquals(new String[] {"b", "c", "a"}, names(columns -> columns.move(0, 3)));
        assertArrayEquals(new String[] {"c", "a", "b"}, names(columns -> columns.move(2, 0)));
        assertArrayEquals(new String[] {"c", "a", "b"}, names(columns -> columns.permute(new String[] {"c", "a"})));
        assertArrayEquals(new String[] {"a", "c"}, names(columns -> columns.keepOnly("c", "a")));
        assertArrayEquals(new String[] {"a", "c"}, names(columns -> columns.remove("b")));
        assertArrayEquals(
                new String[] {"a", "sum", "c"}, names(columns -> columns.replace(sum(new ArrayList<>()), "b")));
        assertArrayEquals(
                new String[] {"a", "sum", "b", "c"}, names(columns -> columns.insertAt(1, sum(new ArrayList<>()))));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> names(columns -> columns.remove("d")));
        assertThrows(IndexOutOfBoundsException.class, () -> names(columns -> columns.remove(0, 0)));
        assertThrows(IndexOutOfBoundsException.class, () -> names(columns -> columns.remove(3)));
        assertThrows(
                IndexOutOfBoundsException.class, () -> names(columns -> columns.replace(sum(new ArrayList<>()), 0, 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> names(columns -> {
                    columns.append(sum(new ArrayList<>()));
                    columns.append(sum(new ArrayList<>()));
                }),
                "two columns of one name");
    }

    @Test
    void makesTheRows() throws Exception {
        var progress = new ArrayList<Double>();
        ExecutionContext exec = Execution.context(m_folder, (fraction, message) -> progress.add(fraction), () -> false);
        List<Long> asked = new ArrayList<>();
        BufferedDataTable table = rearrange(exec, columns -> {
            columns.remove("a");
            columns.insertAt(0, sum(asked));
        });
        assertArrayEquals(
                new String[] {"sum", "b", "c"}, table.getDataTableSpec().getColumnNames());
        int i = 0;
        for (DataRow row : table) {
            assertEquals(new DefaultRow("Row" + i, 111 * i, 10 * i, 100 * i), row);
            i++;
        }
        assertEquals(3, i);
        assertEquals(List.of(0L, 1L, 2L), asked, "once per row");
        assertEquals(
                new IntCell(222),
                table.getDataTableSpec().getColumnSpec(0).getDomain().getUpperBound());
        assertEquals(0.5, progress.get(progress.size() - 1), 1e-12, "the part of the whole that was given");
    }

    @Test
    void refusesAnotherTable() {
        ExecutionContext exec = Execution.context(m_folder, (fraction, message) -> {}, () -> false);
        BufferedDataContainer container =
                exec.createDataContainer(new DataTableSpec(new String[] {"z"}, new DataType[] {IntCell.TYPE}));
        container.close();
        var rearranger = new ColumnRearranger(INPUT);
        assertThrows(
                IllegalArgumentException.class,
                () -> exec.createColumnRearrangeTable(container.getTable(), rearranger, exec));
    }

    @Test
    void stopsWhenCancelled() {
        ExecutionContext exec = Execution.context(m_folder, (fraction, message) -> {}, () -> true);
        assertThrows(CanceledExecutionException.class, () -> rearrange(exec, columns -> columns.remove("a")));
    }
}
