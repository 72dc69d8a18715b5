// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.metric.DiagnosticsSettings;
import org.flowmatch.engine.metric.FlowDiagnostics;
import org.flowmatch.engine.metric.FlowDiagnostics.ByEvaluations;
import org.flowmatch.engine.metric.HeldBack;
import org.flowmatch.engine.metric.SampleDistance;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;

/** Rows with labels are measured by their numbers and labels, and the flow of their numbers given labels. */
class MixedDiagnosticsTest {
    private static final Coupling COUPLING = MadeLaw.coupling(8000);

    private static FlowDiagnostics diagnose(FlowModel model) {
        HeldBack real = new HeldBack(
                COUPLING.encoding().encode(MadeLaw.table(2000, 9), TableRole.TARGET, Monitor.none()), Optional.empty());
        DiagnosticsSettings settings =
                new DiagnosticsSettings(600, 32, List.of(Solver.EULER), DeviceChoice.CPU, 1, true);
        return FlowDiagnostics.of(model, COUPLING, Optional.of(real), settings, Monitor.none());
    }

    /**
     * The floor of the energy distance is .0075 with 600 rows; a short training leaves label shares off by some .04 and means by
     * .2, which adds about .015, and one step ends at .11.
     */
    @Test
    void aTrainedModelComesNearTheFloorAndTreesHardlyTellItsRows() {
        FlowDiagnostics trained = diagnose(MadeLaw.trained());
        List<ByEvaluations> euler = trained.distances();
        ByEvaluations most = euler.get(euler.size() - 1);
        double floor = trained.floors().of(SampleDistance.ENERGY);
        assertTrue(most.distances().of(SampleDistance.ENERGY) < 4.5 * floor, trained::toString);
        assertTrue(euler.get(0).distances().of(SampleDistance.ENERGY) > 8 * floor, "one step ends at means");
        assertTrue(most.detection() < 0.62, trained::toString);
        assertTrue(Double.isNaN(euler.get(0).detection()), "of the most evaluations alone");
        assertEquals(32 + 4, most.nfe(), "steps, and the labels of a, b, x and s");
        assertEquals(
                trained.geometry().pathEnergy(),
                trained.geometry().straightness() + trained.geometry().transportCost(),
                1e-3);
        assertTrue(Double.isNaN(trained.sourceDistance()));
        assertTrue(Double.isNaN(trained.planCost()));
        assertEquals(List.of(), trained.warnings());
    }

    @Test
    void otherRowsAreFarAway() {
        FlowDiagnostics random = diagnose(MadeLaw.random(COUPLING, MadeLaw.FLOW));
        ByEvaluations most = random.distances().get(random.distances().size() - 1);
        assertTrue(most.distances().of(SampleDistance.ENERGY)
                > 10 * random.floors().of(SampleDistance.ENERGY));
        assertTrue(most.detection() > 0.9, random::toString);
    }

    @Test
    void labelsThatWereNeverKnownApartLeaveNoGeometry() {
        FlowDiagnostics together =
                diagnose(MadeLaw.random(COUPLING, new MixedFlow(MadeLaw.FLOW.numbers(), false, false)));
        assertTrue(Double.isNaN(together.geometry().straightness()));
        assertTrue(together.unknownGeometry().orElseThrow().contains("not trained to know them apart"));
        assertEquals(1, together.warnings().size());
        assertTrue(
                together.warnings().get(0).contains("rows with labels can be scored"), together.warnings()::toString);
        assertTrue(together.distances().get(0).distance() > 0);
    }
}
