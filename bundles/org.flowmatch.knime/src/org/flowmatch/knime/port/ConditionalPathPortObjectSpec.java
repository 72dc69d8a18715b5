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
import org.flowmatch.engine.mixed.LabelSource;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.training.Task;
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.ConditionInfo;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/**
 * What is known of a path and its coupling before anything is computed.
 *
 * @param columns the modelled columns, in the target table's order
 * @param coupling how source and target rows are joined
 * @param scaling how the columns are encoded
 * @param source where source rows come from
 * @param path the conditional path with its settings
 * @param formula x_t of the path in plain text
 * @param requiredSource what the path needs of the source, in words
 * @param conditions the condition columns of the coupling
 * @param labels whether rows have labels or gaps
 * @param types with which the columns came
 */
public record ConditionalPathPortObjectSpec(
        List<ColumnInfo> columns,
        CouplingSettings coupling,
        Scaling scaling,
        SourceLaw source,
        ConditionalPath path,
        String formula,
        String requiredSource,
        @JsonDefault("[]") List<ConditionInfo> conditions,
        @JsonDefault(value = PortJson.NO_LABELS, omitted = true) Labels labels,
        @JsonDefault(value = PortJson.NO_TYPES, omitted = true) ColumnTypes types)
        implements PortObjectSpec {

    public ConditionalPathPortObjectSpec {
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
    }

    public static ConditionalPathPortObjectSpec of(FlowCouplingPortObjectSpec coupling, ConditionalPath path) {
        return new ConditionalPathPortObjectSpec(
                coupling.columns(),
                coupling.coupling(),
                coupling.scaling(),
                coupling.source(),
                path,
                path.formula(),
                path.needsGaussianSource()
                        ? "Gaussian rows of standard deviation " + path.sourceScale()
                        : "rows of any distribution",
                coupling.conditions(),
                coupling.labels(),
                coupling.types());
    }

    /**
     * What is learnt of its pairs along the path: as of numbers alone while that is not {@link #decided}.
     *
     * @param densities whether rows with labels are to have a density
     * @param from what labels are before they have come from the target
     * @throws org.flowmatch.engine.FlowException when it is known that labels cannot be so
     */
    public Task task(Objective objective, boolean densities, LabelSource from) {
        boolean mixed = labels == Labels.SOME || coupling.anyColumns();
        Task task = PathTasks.of(mixed, coupling, source, path, objective, densities || labels != Labels.SOME);
        return decided() ? PathTasks.from(task, from) : task;
    }

    /** Whether it is known what is learnt; else it depends on the rows. */
    public boolean decided() {
        return labels != Labels.NOT_KNOWN || coupling.anyColumns();
    }

    /** How often the pairs were reflowed: 0 unless the coupling comes from Flow Reflow. */
    public int reflowRounds() {
        return coupling instanceof CouplingSettings.Reflow reflow ? reflow.rounds() : 0;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Stores the spec as JSON. */
    public static final class Serializer extends PortObjectSpecSerializer<ConditionalPathPortObjectSpec> {
        @Override
        public void savePortObjectSpec(ConditionalPathPortObjectSpec spec, PortObjectSpecZipOutputStream out)
                throws IOException {
            boolean numbers = spec.labels == Labels.NONE && !spec.coupling.anyColumns();
            PortJson.write(spec, numbers, spec.types, out);
        }

        @Override
        public ConditionalPathPortObjectSpec loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException {
            return PortJson.read(ConditionalPathPortObjectSpec.class, in);
        }
    }
}
