// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import java.io.IOException;
import java.util.List;
import javax.swing.JComponent;
import org.flowmatch.engine.coupling.SourceLaw;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/**
 * What is known of a flow model before it is trained.
 *
 * @param columns the modelled columns, which the model's samples have
 * @param scaling how the columns are encoded
 * @param source where the source rows come from that the model was trained on
 * @param path the conditional path it was trained on
 * @param prediction what its network predicts
 * @param network the shape of its network
 * @param reflowRounds how often its pairs were reflowed
 */
public record FlowModelPortObjectSpec(
        List<ColumnInfo> columns,
        Scaling scaling,
        SourceLaw source,
        ConditionalPath path,
        Prediction prediction,
        NetworkSpec network,
        int reflowRounds)
        implements PortObjectSpec {

    public FlowModelPortObjectSpec {
        columns = List.copyOf(columns);
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
            PortJson.write(spec, out);
        }

        @Override
        public FlowModelPortObjectSpec loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException {
            return PortJson.read(FlowModelPortObjectSpec.class, in);
        }
    }
}
