// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import static org.flowmatch.standin.ui.SettingsXml.model;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Which columns a filter selects. */
class ColumnFilterTest {

    private static final DataTableSpec SPEC = new DataTableSpec(
            new DataColumnSpecCreator("Alpha", DoubleCell.TYPE).createSpec(),
            new DataColumnSpecCreator("beta", StringCell.TYPE).createSpec(),
            new DataColumnSpecCreator("x1", IntCell.TYPE).createSpec(),
            new DataColumnSpecCreator("x2", DoubleCell.TYPE).createSpec());

    @Test
    void columnsByHandComeInTheOrderOfTheTable() {
        ColumnFilter filter = new ColumnFilter(new String[] {"x2", "gone", "Alpha"});
        assertEquals(List.of("Alpha", "x2"), List.of(filter.filterFromFullSpec(SPEC)));
        assertEquals(List.of("gone"), List.of(filter.getMissingSelectedFromFullSpec(SPEC)));
    }

    @Test
    void withUnknownColumnsIncludedAllButTheDeselectedAreTaken() {
        ColumnFilter filter = new ColumnFilter(new String[] {"gone"}).withIncludeUnknownColumns();
        filter.m_manualFilter.m_manuallyDeselected = new String[] {"beta"};
        assertEquals(List.of("Alpha", "x1", "x2"), List.of(filter.filterFromFullSpec(SPEC)));
        assertEquals(List.of(), List.of(filter.getMissingSelectedFromFullSpec(SPEC)));
        assertEquals(List.of(), List.of(filter.withExcludeUnknownColumns().filterFromFullSpec(SPEC)));
    }

    @Test
    void onlyTheGivenColumnsAreChoices() {
        List<DataColumnSpec> numeric = SPEC.stream()
                .filter(column -> column.getType().isCompatible(DoubleValue.class))
                .toList();
        ColumnFilter all = new ColumnFilter().withIncludeUnknownColumns();
        assertEquals(List.of("Alpha", "x1", "x2"), List.of(all.filter(numeric)));
        assertEquals(List.of("beta"), List.of(new ColumnFilter(new String[] {"beta"}).getMissingSelected(numeric)));
    }

    @ParameterizedTest
    @CsvSource({
        "WILDCARD, x*, false, false, x1 x2",
        "WILDCARD, ?LPH?, false, false, Alpha",
        "WILDCARD, alpha, true, false, ''",
        "WILDCARD, x*, false, true, Alpha beta",
        "WILDCARD, x., false, false, ''",
        "REGEX, x[12], false, false, x1 x2",
        "REGEX, x, false, false, ''",
        "REGEX, '', false, false, ''"
    })
    void patternsMatchWholeNames(String mode, String pattern, boolean caseSensitive, boolean inverted, String expected)
            throws Exception {
        assertEquals(expected, String.join(" ", patternFilter(mode, pattern, caseSensitive, inverted)));
    }

    private static String[] patternFilter(String mode, String pattern, boolean caseSensitive, boolean inverted)
            throws Exception {
        String stored =
                """
                <config key="columns">
                  <entry key="mode" type="xstring" value="%s"/>
                  <config key="patternFilter">
                    <entry key="pattern" type="xstring" value="%s"/>
                    <entry key="isCaseSensitive" type="xboolean" value="%s"/>
                    <entry key="isInverted" type="xboolean" value="%s"/>
                  </config>
                  <config key="manualFilter">
                    <config key="manuallySelected"><entry key="array-size" type="xint" value="0"/></config>
                    <config key="manuallyDeselected"><entry key="array-size" type="xint" value="0"/></config>
                    <entry key="includeUnknownColumns" type="xboolean" value="true"/>
                  </config>
                  <config key="typeFilter">
                    <config key="selectedTypes"><entry key="array-size" type="xint" value="0"/></config>
                  </config>
                </config>
                """
                        .formatted(mode, pattern, caseSensitive, inverted);
        return ParametersStore.load(ParametersStoreTest.Filtered.class, model(stored))
                .m_columns
                .filterFromFullSpec(SPEC);
    }

    @Test
    void typesAreThePreferredValueClasses() throws Exception {
        String stored =
                """
                <config key="columns">
                  <entry key="mode" type="xstring" value="TYPE"/>
                  <config key="patternFilter">
                    <entry key="pattern" type="xstring" value=""/>
                    <entry key="isCaseSensitive" type="xboolean" value="false"/>
                    <entry key="isInverted" type="xboolean" value="false"/>
                  </config>
                  <config key="manualFilter">
                    <config key="manuallySelected"><entry key="array-size" type="xint" value="0"/></config>
                    <config key="manuallyDeselected"><entry key="array-size" type="xint" value="0"/></config>
                    <entry key="includeUnknownColumns" type="xboolean" value="false"/>
                  </config>
                  <config key="typeFilter">
                    <config key="selectedTypes">
                      <entry key="array-size" type="xint" value="1"/>
                      <entry key="0" type="xstring" value="org.knime.core.data.IntValue"/>
                    </config>
                  </config>
                </config>
                """;
        ColumnFilter filter = ParametersStore.load(ParametersStoreTest.Filtered.class, model(stored)).m_columns;
        assertEquals(List.of("x1"), List.of(filter.filterFromFullSpec(SPEC)));
        assertEquals(
                List.of("x1"),
                SPEC.stream()
                        .filter(filter.getFilterPredicate())
                        .map(DataColumnSpec::getName)
                        .toList());
    }
}
