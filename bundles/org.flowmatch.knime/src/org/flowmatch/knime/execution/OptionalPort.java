// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.execution;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.parameters.NodeParametersInput;

/**
 * The one optional input port of a node, its last: while it is not there, the node has fewer inputs.
 *
 * @param index from 0
 */
public record OptionalPort(int index) {
    public static final OptionalPort SECOND = new OptionalPort(1);
    public static final OptionalPort THIRD = new OptionalPort(2);

    public boolean isMissing(NodeParametersInput input) {
        return input.getInPortTypes().length <= index;
    }

    public Optional<DataTableSpec> tableSpec(ConfigureInput input) {
        return spec(input);
    }

    public <S extends PortObjectSpec> Optional<S> spec(ConfigureInput input) {
        return input.getInPortSpecs().length <= index ? Optional.empty() : Optional.of(input.getInPortSpec(index));
    }

    public Optional<BufferedDataTable> table(ExecuteInput input) {
        return object(input);
    }

    public <P extends PortObject> Optional<P> object(ExecuteInput input) {
        return input.getInPortObjects().length <= index ? Optional.empty() : Optional.of(input.getInPortObject(index));
    }
}
