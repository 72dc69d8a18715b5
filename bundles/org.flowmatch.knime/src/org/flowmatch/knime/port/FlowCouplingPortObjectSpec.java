// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import java.io.IOException;
import java.util.List;
import javax.swing.JComponent;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.knime.table.NumericColumns;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/**
 * What is known of a coupling before it is computed.
 *
 * @param columns the modelled columns, in the target table's order
 * @param coupling how source and target rows are joined
 * @param scaling how the columns are encoded
 * @param source where source rows come from
 * @param conditions the condition columns, which are not modelled but given when rows are sampled
 */
public record FlowCouplingPortObjectSpec(
        List<ColumnInfo> columns,
        CouplingSettings coupling,
        Scaling scaling,
        SourceLaw source,
        @JsonDefault("[]") List<ConditionInfo> conditions)
        implements PortObjectSpec {

    public FlowCouplingPortObjectSpec {
        columns = NumericColumns.requireNumeric(columns);
        conditions = List.copyOf(conditions);
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Stores the spec as JSON. */
    public static final class Serializer extends PortObjectSpecSerializer<FlowCouplingPortObjectSpec> {
        @Override
        public void savePortObjectSpec(FlowCouplingPortObjectSpec spec, PortObjectSpecZipOutputStream out)
                throws IOException {
            PortJson.write(spec, out);
        }

        @Override
        public FlowCouplingPortObjectSpec loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException {
            return PortJson.read(FlowCouplingPortObjectSpec.class, in);
        }
    }
}
