// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.model.Fit;
import org.flowmatch.knime.table.ConditionInfo;

/** Whether a model and a coupling at two ports of a node belong together: columns, conditions and source. */
public final class CouplingFit {
    private static final String REMEDY = "Connect the coupling that the model was trained on, or one made like it.";

    private CouplingFit() {}

    /** @throws org.flowmatch.engine.FlowException naming what differs */
    public static void require(FlowModelPortObjectSpec model, FlowCouplingPortObjectSpec coupling) {
        require(model, coupling.columns(), coupling.conditions(), coupling.source());
    }

    /** @throws org.flowmatch.engine.FlowException naming what differs */
    public static void require(FlowModelPortObjectSpec model, ConditionalPathPortObjectSpec path) {
        require(model, path.columns(), path.conditions(), path.source());
    }

    private static void require(
            FlowModelPortObjectSpec model, List<ColumnInfo> columns, List<ConditionInfo> conditions, SourceLaw source) {
        Fit fit = Fit.USED;
        fit.columns(model.columns(), columns).ifPresent(other -> other.refuse(REMEDY));
        fit.conditions(model.conditions(), conditions, CouplingFit::words).ifPresent(other -> other.refuse(REMEDY));
        fit.source(model.source(), source).ifPresent(other -> other.refuse(REMEDY));
    }

    private static String words(ConditionInfo condition) {
        return condition.number().map(kind -> Fit.words(condition.name(), kind)).orElse(condition.name());
    }
}
