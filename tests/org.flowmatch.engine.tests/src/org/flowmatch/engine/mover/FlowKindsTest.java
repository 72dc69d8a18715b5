// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.dynamics.StoredDynamics;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.training.PathRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of flow has its dynamics, its task and its mover, and they mean the same. */
class FlowKindsTest {
    private static final AffineVelocity VELOCITY = new AffineVelocity(new LinearPath(), Prediction.VELOCITY);

    /** Of every kind at least one. */
    static Stream<Dynamics> dynamics() {
        return Stream.of(
                VELOCITY,
                new AffineVelocity(new LipmanPath(0.1), Prediction.NOISE),
                new AffineVelocity(new BridgePath(0.5), Prediction.VELOCITY, true),
                new OneStepMap(VELOCITY));
    }

    @Test
    void allAreStoredUnderTheirNamesAndNoOtherIs() {
        Map<String, Class<?>> kinds =
                FlowKinds.all().stream().collect(Collectors.toMap(FlowKind::id, FlowKind::dynamics));
        assertEquals(Map.<String, Class<?>>copyOf(StoredDynamics.FAMILY.members()), kinds);
    }

    @Test
    void allAreTriedHere() {
        Set<FlowKind<?>> tried = dynamics().map(FlowKinds::of).collect(Collectors.toSet());
        assertEquals(Set.copyOf(FlowKinds.all()), tried);
    }

    @ParameterizedTest
    @MethodSource("dynamics")
    void aTaskTrainsAndAMoverMovesTheDynamicsThatTheyAreAskedFor(Dynamics dynamics) {
        FlowKind<?> kind = FlowKinds.of(dynamics);
        assertEquals(dynamics, kind.taskOf(dynamics).dynamics());
        assertEquals(dynamics, kind.moverOf(dynamics).dynamics());
        assertEquals(dynamics, Movers.of(dynamics).dynamics());
    }

    @Test
    void aMapIsDistilledWithoutDroppingConditions() {
        assertEquals(
                new PathRegression(
                        new LinearPath(),
                        new Objective(Prediction.VELOCITY, new TimeLaw.Start(), new LossWeight.None(), false, 0)),
                FlowKinds.of(new OneStepMap(VELOCITY)).taskOf(new OneStepMap(VELOCITY)));
    }

    @Test
    void aKindThatCouldNotBeStoredIsRefused() {
        for (String name : new String[] {"teleport", OneStepMap.ID}) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> new FlowKind<>(name, AffineVelocity.class, PathRegression::of, Movers::of));
            assertTrue(e.getMessage().contains("StoredDynamics"), e.getMessage());
        }
    }
}
