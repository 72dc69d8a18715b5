// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ExecuteInput;

/** The two optional inputs of the scorer: a table and a model behind the first two tables, told apart by what they are. */
final class ScorerInputs {
    private static final int FIXED = 2;

    private ScorerInputs() {}

    static Optional<DataTableSpec> heldBack(ConfigureInput input) {
        return optional(input.getInPortSpecs(), DataTableSpec.class);
    }

    static Optional<BufferedDataTable> heldBack(ExecuteInput input) {
        return optional(input.getInPortObjects(), BufferedDataTable.class);
    }

    static Optional<FlowModelPortObjectSpec> model(ConfigureInput input) {
        return optional(input.getInPortSpecs(), FlowModelPortObjectSpec.class);
    }

    static Optional<FlowModelPortObject> model(ExecuteInput input) {
        return optional(input.getInPortObjects(), FlowModelPortObject.class);
    }

    private static <T> Optional<T> optional(Object[] inputs, Class<T> type) {
        return Arrays.stream(inputs)
                .skip(FIXED)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
