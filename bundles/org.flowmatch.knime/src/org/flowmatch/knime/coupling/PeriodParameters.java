// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.encoding.KeptPosition;
import org.flowmatch.engine.encoding.KeptRule;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.Periods;
import org.flowmatch.knime.table.NumericColumns;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.array.ArrayWidget.ElementLayout;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** Which columns go round: their values repeat after a period. */
final class PeriodParameters implements NodeParameters {
    private static final String SETTING = "\"Columns with a period\"";

    /** The names of the columns that can have a period. */
    static final class Names implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return context.getInTableSpec(0).stream()
                    .flatMap(DataTableSpec::stream)
                    .filter(NumericColumns::isNumeric)
                    .map(DataColumnSpec::getName)
                    .toList();
        }
    }

    /** One column with its period. */
    static final class ColumnPeriod implements NodeParameters {
        @Widget(title = "Numeric column", description = "A numeric column of the target table.")
        @ChoicesProvider(Names.class)
        String m_column = "";

        @Widget(
                title = "Period",
                description =
                        "After how much its values repeat, in its own units, above 0: 24 for hours of the day, 7 for"
                                + " weekdays, 12 for months, 360 for degrees.")
        double m_period = 24;
    }

    @Widget(
            title = "Columns with a period",
            description =
                    """
                    Numbers that go round, such as hours of the day, weekdays, months and directions: 23 o'clock is next to 0, and
                    Sunday next to Monday. The column becomes a point on a circle. The node's view names columns that seem to be
                    such. They need the linear path and a solver without noise.
                    """)
    @ArrayWidget(addButtonText = "Add column", elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE)
    @Advanced
    ColumnPeriod[] m_columns = new ColumnPeriod[0];

    @Widget(
            title = "Times of the day go round",
            description = "Columns of local times have a period of 24 hours, so that midnight is next to 23:59.")
    @Advanced
    boolean m_timesOfDay = true;

    /** Latitude and longitude. */
    static final class Position implements NodeParameters {
        @Widget(title = "Latitude", description = "A numeric column with degrees of -90 to 90.")
        @ChoicesProvider(Names.class)
        String m_latitude = "";

        @Widget(title = "Longitude", description = "A numeric column with degrees of -180 to 360.")
        @ChoicesProvider(Names.class)
        String m_longitude = "";
    }

    @Widget(
            title = "Positions on the globe",
            description =
                    """
                    Pairs of columns that are latitude and longitude in degrees. They become points on a sphere: the date line is
                    no edge, a pole is one point, and made positions never leave the globe. Their density is per steradian.
                    A row has both cells or none. They need the linear path and a solver without noise.
                    """)
    @ArrayWidget(addButtonText = "Add position", elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE)
    @Advanced
    Position[] m_positions = new Position[0];

    /** @throws FlowException for a position without one of its columns, or of one column twice */
    List<KeptRule> positions() {
        return Stream.of(m_positions)
                .<KeptRule>map(position -> {
                    String latitude = Objects.requireNonNullElse(position.m_latitude, "");
                    String longitude = Objects.requireNonNullElse(position.m_longitude, "");
                    if (latitude.isEmpty() || longitude.isEmpty()) {
                        throw new FlowException(
                                "\"Positions on the globe\" has an entry without a column.",
                                "Choose its latitude and its longitude, or remove the entry.");
                    }
                    return new KeptPosition(latitude, longitude);
                })
                .toList();
    }

    /** As nodes were that had no such settings. */
    static final class Earlier implements DefaultProvider<PeriodParameters> {
        @Override
        public PeriodParameters getDefault() {
            PeriodParameters earlier = new PeriodParameters();
            earlier.m_timesOfDay = false;
            return earlier;
        }
    }

    /**
     * The columns that are named, with their periods.
     *
     * @throws FlowException for a column that is named twice or not at all, and for a period that is not above 0
     */
    Map<String, Double> named() {
        Map<String, Double> periods = new LinkedHashMap<>();
        for (ColumnPeriod entry : m_columns) {
            String name = Objects.requireNonNullElse(entry.m_column, "");
            if (name.isEmpty()) {
                throw new FlowException(
                        SETTING + " has an entry without a column.", "Choose its column, or remove the entry.");
            }
            if (periods.put(name, entry.m_period) != null) {
                throw new FlowException(
                        SETTING + " names the column " + Quoted.of(name) + " twice.", "Remove one of the entries.");
            }
        }
        return Modelling.NUMBERS.withPeriods(periods).periods();
    }

    /**
     * The periods of modelled columns.
     *
     * @param labels the names of columns that are to be labels
     * @param ofRules those of rules that are to be kept, whose times do not go round unless they are named
     * @throws FlowException as {@link #named}, and for a column that is named, but not modelled or no number
     */
    Map<String, Double> of(List<ColumnInfo> columns, List<String> labels, Set<String> ofRules) {
        Map<String, Double> periods = new LinkedHashMap<>(named());
        for (String name : periods.keySet()) {
            boolean number = columns.stream()
                    .anyMatch(column ->
                            column.name().equals(name) && column.kind().quantity());
            if (!number || labels.contains(name)) {
                throw new FlowException(
                        SETTING + " names the column " + Quoted.of(name)
                                + (number
                                        ? ", which is modelled as a label."
                                        : ", which is no number that is modelled."),
                        "Remove the entry, or let the column be modelled as a number.");
            }
        }
        if (m_timesOfDay) {
            columns.stream()
                    .filter(column -> column.kind() == ColumnKind.TIME)
                    .filter(column -> !labels.contains(column.name()) && !ofRules.contains(column.name()))
                    .forEach(column -> periods.put(column.name(), Periods.DAY));
        }
        return periods;
    }
}
