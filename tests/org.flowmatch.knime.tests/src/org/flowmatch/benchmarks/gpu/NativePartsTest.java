// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowmatch.benchmarks.gpu.Agreement.Part;
import org.flowmatch.engine.mover.FlowKinds;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;

/** What the check of a card compares is all that there is. */
class NativePartsTest {

    @Test
    void everyKindOfFlowIsAmongThem() {
        Set<Object> tried = Arrays.stream(NativePart.values())
                .map(part -> FlowKinds.of(part.subject().task().dynamics()))
                .collect(Collectors.toSet());
        assertEquals(Set.<Object>copyOf(FlowKinds.all()), tried);
    }

    @Test
    void everyActivationIsAmongThem() {
        Set<Activation> tried = Arrays.stream(NativePart.values())
                .filter(part -> Set.of(NativePart.PERCEPTRON, NativePart.GELU, NativePart.SELU)
                        .contains(part))
                .map(part -> ((Mlp) part.subject().network()).activation())
                .collect(Collectors.toSet());
        assertEquals(Set.of(Activation.values()), tried);
    }

    @Test
    void everySolverIsAmongThem() {
        List<String> names = NativeParts.all().stream().map(Part::name).toList();
        for (Solver solver : Solver.values()) {
            String name = "solver " + solver.name().toLowerCase(Locale.ROOT);
            assertTrue(solver == Solver.FLOW_MAP || names.contains(name), name);
        }
    }

    /** Two runs of the CPU have the same bits, so that what differs on a card is the card's. */
    @Test
    void eachHasNumbersThatTheCpuRepeats() {
        for (Part part : NativeParts.all()) {
            Agreement found = part.on(DeviceChoice.CPU);
            assertTrue(found.holds() && found.count() > 0 && found.largest() == 0, found.row());
        }
    }
}
