// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.knime.table.ConditionInfo;

/** Whether a model and a coupling at two ports of a node belong together: columns, conditions and source. */
public final class CouplingFit {
    private static final String REMEDY = "Connect the coupling that the model was trained on, or one made like it.";

    private CouplingFit() {}

    /** @throws FlowException naming what differs */
    public static void require(FlowModelPortObjectSpec model, FlowCouplingPortObjectSpec coupling) {
        require(model, coupling.columns(), coupling.conditions(), coupling.source());
    }

    /** @throws FlowException naming what differs */
    public static void require(FlowModelPortObjectSpec model, ConditionalPathPortObjectSpec path) {
        require(model, path.columns(), path.conditions(), path.source());
    }

    private static void require(
            FlowModelPortObjectSpec model, List<ColumnInfo> columns, List<ConditionInfo> conditions, SourceLaw source) {
        if (!model.columns().equals(columns)) {
            throw new FlowException(
                    "The model has other columns (" + names(model.columns()) + ") than the coupling (" + names(columns)
                            + ").",
                    REMEDY);
        }
        if (!model.conditions().equals(conditions)) {
            throw new FlowException(
                    "The model has other conditions (" + conditionNames(model.conditions()) + ") than the coupling ("
                            + conditionNames(conditions) + ").",
                    REMEDY);
        }
        if (model.source() != source) {
            throw new FlowException(
                    "The model starts from " + start(model.source()) + ", but the coupling from " + start(source) + ".",
                    REMEDY);
        }
    }

    private static String names(List<ColumnInfo> columns) {
        return columns.stream()
                .map(column -> column.name() + " " + column.kind().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String conditionNames(List<ConditionInfo> conditions) {
        return conditions.isEmpty()
                ? "none"
                : conditions.stream().map(ConditionInfo::name).collect(Collectors.joining(", "));
    }

    private static String start(SourceLaw source) {
        return source == SourceLaw.GAUSSIAN ? "Gaussian noise" : "rows of a source table";
    }
}
