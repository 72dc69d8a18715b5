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
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.ConditionInfo;
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
 * @param labels whether rows have labels or gaps
 * @param types with which the columns came
 */
public record FlowCouplingPortObjectSpec(
        List<ColumnInfo> columns,
        CouplingSettings coupling,
        Scaling scaling,
        SourceLaw source,
        @JsonDefault("[]") List<ConditionInfo> conditions,
        @JsonDefault(value = PortJson.NO_LABELS, omitted = true) Labels labels,
        @JsonDefault(value = PortJson.NO_TYPES, omitted = true) ColumnTypes types)
        implements PortObjectSpec {

    public FlowCouplingPortObjectSpec {
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
    }

    /** Of rows of numbers. */
    public FlowCouplingPortObjectSpec(
            List<ColumnInfo> columns,
            CouplingSettings coupling,
            Scaling scaling,
            SourceLaw source,
            List<ConditionInfo> conditions) {
        this(columns, coupling, scaling, source, conditions, Labels.NONE, ColumnTypes.UNKNOWN);
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
            boolean numbers = spec.labels == Labels.NONE && !spec.coupling.anyColumns();
            PortJson.write(spec, numbers, spec.types, out);
        }

        @Override
        public FlowCouplingPortObjectSpec loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException {
            return PortJson.read(FlowCouplingPortObjectSpec.class, in);
        }
    }
}
