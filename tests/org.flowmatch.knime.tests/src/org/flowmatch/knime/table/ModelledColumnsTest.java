// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Which columns a flow of numbers and labels takes, and what is said about the others. */
class ModelledColumnsTest {
    private static final DataTableSpec SPEC =
            new DataTableSpec(new String[] {"n", "t", "b", "d", "z", "gone"}, new DataType[] {
                DoubleCell.TYPE,
                StringCell.TYPE,
                BooleanCell.TYPE,
                TypedTables.DATE,
                TypedTables.ZONED,
                DataType.getType(MissingCell.class)
            });
    private static final List<ColumnInfo> ALL = List.of(
            new ColumnInfo("n", ColumnKind.DOUBLE),
            new ColumnInfo("t", ColumnKind.TEXT),
            new ColumnInfo("b", ColumnKind.BOOLEAN),
            new ColumnInfo("d", ColumnKind.DATE),
            new ColumnInfo("z", ColumnKind.DATE_TIME),
            new ColumnInfo("z (zone) ", ColumnKind.TEXT));

    private static ColumnFilter filter(DataTableSpec spec) {
        return new ColumnFilter(spec.stream().toList());
    }

    private static FlowException refused(DataTableSpec spec, List<ColumnInfo> wanted) {
        return assertThrows(FlowException.class, () -> ModelledColumns.require(spec, wanted, TableRole.SOURCE));
    }

    @Test
    void takesAllThatHoldsSomethingInTheTablesOrder() {
        assertEquals(ALL, TypedTables.columns(SPEC));
        assertFalse(new ModelledColumns.Choices().isIncluded(SPEC.getColumnSpec("gone")));
        assertTrue(new ModelledColumns.Choices().isIncluded(SPEC.getColumnSpec("t")));
    }

    @Test
    void weekdaysAndHoursStandBesideDatesOnWish() {
        assertEquals(
                List.of("n", "t", "b", "d", "d (weekday) ", "z", "z (zone) ", "z (weekday) ", "z (hour) "),
                TypedTables.columns(SPEC, true).stream().map(ColumnInfo::name).toList());
        ModelledColumns.require(SPEC, TypedTables.columns(SPEC, true), TableRole.SOURCE);
        assertEquals(
                List.of("n", "t", "b"),
                ModelledColumns.ofOneValue(TypedTables.columns(SPEC, true)).stream()
                        .map(ColumnInfo::name)
                        .toList());
    }

    @Test
    void complainsAboutChosenColumnsByName() {
        FlowException e = assertThrows(
                FlowException.class,
                () -> ModelledColumns.choose(SPEC, filter(SPEC), Set.of("n"), name -> false, TableRole.TARGET));
        assertEquals(
                "The column \"gone\" of the target table is chosen, but holds neither numbers nor booleans, dates or texts"
                        + " (MissingCell).",
                e.problem());
        FlowException none = assertThrows(
                FlowException.class,
                () -> ModelledColumns.choose(
                        SPEC, new ColumnFilter(new String[] {"n"}), Set.of("n"), name -> false, TableRole.TARGET));
        assertEquals("No column of the target table is chosen.", none.problem());
    }

    @Test
    void namesWhatIsLeftOut() {
        assertEquals(
                Optional.of("The output will not have the column \"gone\" (MissingCell): it holds neither numbers nor"
                        + " booleans, dates or texts. To model it, convert to one of these first."),
                LeftOutColumns.notModelled(SPEC, Set.of("n")));
    }

    @Test
    void aTableOfTheSameFormsFits() {
        ModelledColumns.require(SPEC, ALL, TableRole.SOURCE);
        DataTableSpec whole = new DataTableSpec(new String[] {"n"}, new DataType[] {IntCell.TYPE});
        ModelledColumns.require(whole, ALL.subList(0, 1), TableRole.SOURCE);
    }

    @Test
    void aTableOfOtherFormsIsRefusedByColumnAndForm() {
        DataTableSpec other = new DataTableSpec(
                new String[] {"n", "d", "z"}, new DataType[] {DoubleCell.TYPE, StringCell.TYPE, TypedTables.DATE_TIME});
        FlowException e = refused(other, ALL.subList(3, 4));
        assertEquals(
                "The column \"d\" of the source table holds texts (String), but dates are modelled under this name.",
                e.problem());
        assertEquals("Convert it to dates first.", e.remedy());
        assertEquals(
                "The column \"z\" of the source table holds dates with a time (Local Date Time), but dates with a time and a"
                        + " zone are modelled under this name.",
                refused(other, ALL.subList(4, 6)).problem());
        ModelledColumns.require(other, ALL.subList(4, 5), TableRole.SOURCE);
    }

    @Test
    void namesAllColumnsThatAreMissing() {
        DataTableSpec one = new DataTableSpec(new String[] {"n"}, new DataType[] {DoubleCell.TYPE});
        assertEquals(
                "The source table lacks the columns \"t\", \"b\", \"d\", \"z\".",
                refused(one, ALL).problem());
    }
}
