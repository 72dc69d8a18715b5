// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.flowmatch.engine.training.SmallTables.NETWORK;
import static org.flowmatch.engine.training.SmallTables.coupling;
import static org.flowmatch.engine.training.SmallTables.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.path.LinearPath;
import org.junit.jupiter.api.Test;

/** A training whose first loss is no finite number has learnt nothing: there is no model. */
class FirstStepTest {

    private static Table withHugeCell() {
        Table normal = SmallTables.normal(100, "x", "y");
        double[] y = normal.column(1);
        y[30] = 1e25;
        return new Table(normal.columns(), new double[][] {normal.column(0), y}, 100);
    }

    private static FlowException failure(Table target, Optional<Table> source) {
        Coupling coupling = coupling(new CouplingSettings.Independent(), target, source);
        // so many pairs that the cell is among them
        TrainingSettings settings = settings(50).withBatchSize(4096).withValidation(Validation.none());
        return assertThrows(
                FlowException.class,
                () -> Trainer.train(coupling, new LinearPath(), NETWORK, settings, Optional.empty(), Monitor.none()));
    }

    @Test
    void theCellAtFaultIsNamed() {
        FlowException e = failure(withHugeCell(), Optional.empty());
        assertFalse(e instanceof TrainingDiverged, "it would carry a model");
        assertEquals(
                "The training loss is not a finite number at the first step, so that nothing was learnt. The column"
                        + " \"y\" has a cell far from all others in row 31 of the rows used of the target table: 1.00e+25"
                        + " in the units of the flow, in which most values are about 1.",
                e.problem());
        assertEquals("Choose quantile scaling in the coupling, or correct or remove that cell.", e.remedy());
    }

    @Test
    void aCellOfTheSourceTableIsNamed() {
        FlowException e = failure(SmallTables.normal(100, "x", "y"), Optional.of(withHugeCell()));
        assertTrue(
                e.problem().contains("\"y\" has a cell far from all others in row 31 of the rows used of the source"));
    }

    @Test
    void withoutSuchACellNoneIsBlamed() {
        Coupling coupling = coupling(100, "x");
        FlowModel first = Trainer.train(
                        coupling, new LinearPath(), NETWORK, settings(5), Optional.empty(), Monitor.none())
                .model();
        float[] huge = new float[first.weights().length];
        Arrays.fill(huge, 1e30f);
        FlowModel broken = new FlowModel(
                first.network(),
                huge,
                first.dynamics(),
                first.encoding(),
                first.source(),
                first.provenance(),
                first.conditions());
        FlowException e = assertThrows(
                FlowException.class,
                () -> Trainer.train(
                        coupling, new LinearPath(), NETWORK, settings(5), Optional.of(broken), Monitor.none()));
        assertEquals(
                "The training loss is not a finite number at the first step, so that nothing was learnt.", e.problem());
        assertTrue(e.remedy().contains("model to continue from"), e.remedy());
    }
}
