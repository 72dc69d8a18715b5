// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import java.io.IOException;
import java.util.List;
import javax.swing.JComponent;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.ConditionInfo;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/**
 * What is known of a flow model before it is trained.
 *
 * @param columns the modelled columns, which the model's samples have
 * @param scaling how the columns are encoded
 * @param source where the source rows come from that the model was trained on
 * @param dynamics what the outputs of its network mean
 * @param network the shape of its network
 * @param reflowRounds how often its pairs were reflowed
 * @param conditions the condition columns, to be given when rows are sampled
 * @param coupling the name of the coupling; empty for a model stored before specs held it
 * @param types with which the columns came
 * @param labels whether rows have labels or gaps
 */
public record FlowModelPortObjectSpec(
        List<ColumnInfo> columns,
        Scaling scaling,
        SourceLaw source,
        Dynamics dynamics,
        NetworkSpec network,
        int reflowRounds,
        @JsonDefault("[]") List<ConditionInfo> conditions,
        @JsonDefault("\"\"") String coupling,
        @JsonDefault(value = PortJson.NO_TYPES, omitted = true) ColumnTypes types,
        @JsonDefault(value = PortJson.NO_LABELS, omitted = true) Labels labels)
        implements PortObjectSpec {

    public FlowModelPortObjectSpec {
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
    }

    /** Of rows of numbers, in columns of the standard types of their kinds. */
    public FlowModelPortObjectSpec(
            List<ColumnInfo> columns,
            Scaling scaling,
            SourceLaw source,
            Dynamics dynamics,
            NetworkSpec network,
            int reflowRounds,
            List<ConditionInfo> conditions,
            String coupling) {
        this(
                columns,
                scaling,
                source,
                dynamics,
                network,
                reflowRounds,
                conditions,
                coupling,
                ColumnTypes.UNKNOWN,
                Labels.NONE);
    }

    /** @param conditions the columns behind the model's encoding of conditions */
    static FlowModelPortObjectSpec of(FlowModel model, List<ConditionInfo> conditions, ColumnTypes types) {
        return new FlowModelPortObjectSpec(
                model.encoding().columns(),
                model.encoding().settings().scaling(),
                model.source(),
                model.dynamics(),
                model.network(),
                model.provenance().reflowRounds(),
                conditions,
                model.provenance().coupling(),
                types,
                Labels.of(model.encoding().space()));
    }

    /** What is known of the pairs of its training; whether conditions were dropped, the model knows when it is read. */
    public TrainingPairs pairs() {
        return new TrainingPairs(source, coupling, true);
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Stores the spec as JSON. */
    public static final class Serializer extends PortObjectSpecSerializer<FlowModelPortObjectSpec> {
        @Override
        public void savePortObjectSpec(FlowModelPortObjectSpec spec, PortObjectSpecZipOutputStream out)
                throws IOException {
            boolean numbers = spec.labels == Labels.NONE && !spec.dynamics.anyColumns();
            PortJson.write(spec, numbers, spec.types, out);
        }

        @Override
        public FlowModelPortObjectSpec loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException {
            return PortJson.read(FlowModelPortObjectSpec.class, in);
        }
    }
}
