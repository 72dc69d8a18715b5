// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.knime.table.ConditionInfo;
import org.junit.jupiter.api.Test;

/** A model and a coupling at two ports, of one column x under one condition. */
class CouplingFitTest {
    private static final List<ColumnInfo> COLUMNS = List.of(new ColumnInfo("x", ColumnKind.DOUBLE));
    private static final ConditionInfo AGE = new ConditionInfo("age", Optional.of(ColumnKind.DOUBLE));

    private static final FlowModelPortObjectSpec MODEL = new FlowModelPortObjectSpec(
            COLUMNS,
            Scaling.QUANTILE,
            SourceLaw.GAUSSIAN,
            new AffineVelocity(new LinearPath(), Prediction.VELOCITY),
            Mlp.defaults(),
            0,
            List.of(AGE),
            "independent");

    private static FlowCouplingPortObjectSpec coupling(ConditionInfo condition) {
        return new FlowCouplingPortObjectSpec(
                COLUMNS, new CouplingSettings.Independent(), Scaling.QUANTILE, SourceLaw.GAUSSIAN, List.of(condition));
    }

    private static void assertDiffers(String problem, ConditionInfo condition) {
        FlowCouplingPortObjectSpec coupling = coupling(condition);
        FlowException ofCoupling = assertThrows(FlowException.class, () -> CouplingFit.require(MODEL, coupling));
        assertEquals(problem, ofCoupling.problem());
        FlowException ofPath = assertThrows(
                FlowException.class,
                () -> CouplingFit.require(MODEL, ConditionalPathPortObjectSpec.of(coupling, new LinearPath())));
        assertEquals(problem, ofPath.problem());
    }

    @Test
    void theSameFits() {
        assertDoesNotThrow(() -> CouplingFit.require(MODEL, coupling(AGE)));
    }

    @Test
    void conditionsOfOneNameAreToldApart() {
        assertDiffers(
                "The model has other conditions (age double) than the coupling (age int).",
                new ConditionInfo("age", Optional.of(ColumnKind.INT)));
        assertDiffers(
                "The model has other conditions (age double) than the coupling (age).",
                new ConditionInfo("age", Optional.empty()));
    }
}
