// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.encoding.FittedColumn;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ModelledColumns;
import org.knime.core.node.NodeLogger;
import org.knime.node.parameters.NodeParametersInput;

/** What a dialog knows of the columns of the model at its node's first port. */
public final class LearntColumns {
    private static final NodeLogger LOGGER = NodeLogger.getLogger(LearntColumns.class);

    private LearntColumns() {}

    static Optional<FlowModelPortObjectSpec> model(NodeParametersInput input) {
        return input.getInPortSpec(0)
                .filter(FlowModelPortObjectSpec.class::isInstance)
                .map(FlowModelPortObjectSpec.class::cast);
    }

    /** The columns whose values can be given in a dialog. */
    static Stream<ColumnInfo> plain(NodeParametersInput input) {
        return ModelledColumns.ofOneValue(
                model(input).map(FlowModelPortObjectSpec::columns).orElse(List.of()))
                .stream();
    }

    /** The labels of a column of texts or booleans, as far as the model has been trained and can be read. */
    public static List<String> labels(NodeParametersInput input, String name) {
        Optional<ColumnInfo> column =
                plain(input).filter(known -> known.name().equals(name)).findFirst();
        if (column.isEmpty()) {
            return List.of();
        }
        if (column.get().kind() == ColumnKind.BOOLEAN) {
            return List.of("false", "true");
        }
        return input.getInPortObject(0)
                .filter(FlowModelPortObject.class::isInstance)
                .map(FlowModelPortObject.class::cast)
                .map(port -> texts(port, name))
                .orElse(List.of());
    }

    private static List<String> texts(FlowModelPortObject port, String name) {
        try {
            return port.model().encoding().fitted().stream()
                    .filter(column -> column.info().name().equals(name))
                    .map(FittedColumn::texts)
                    .findFirst()
                    .orElse(List.of());
        } catch (FlowException unreadable) {
            // the node says so when it runs
            LOGGER.debug("there are no labels to choose from", unreadable);
            return List.of();
        }
    }
}
