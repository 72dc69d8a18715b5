// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.DynamicsKind;
import org.flowmatch.engine.dynamics.DynamicsKinds;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.flowmap.FlowMap;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.mixed.LabelSource;
import org.flowmatch.engine.mixed.LabelsFirstFlow;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.engine.normalising.ContinuousFlow;
import org.flowmatch.engine.normalising.NormalisingFlow;
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
                new OneStepMap(VELOCITY),
                new MixedFlow(VELOCITY, true, false),
                new MixedFlow(VELOCITY, false, false, true),
                new MixedFlow(VELOCITY, true, false, false, false, LabelSource.UNIFORM),
                new MixedFlow(new AffineVelocity(new LipmanPath(0.1), Prediction.NOISE), false, true),
                new LabelsFirstFlow(VELOCITY, false),
                new LabelsFirstFlow(VELOCITY, true),
                new LabelsFirstFlow(VELOCITY, false, true),
                new FlowMap(new LinearPath(), false),
                new FlowMap(new LipmanPath(0.1), true),
                new NormalisingFlow(),
                new ContinuousFlow());
    }

    @Test
    void allAreStoredUnderTheirNamesAndNoOtherIs() {
        Map<String, Class<?>> kinds =
                FlowKinds.all().stream().collect(Collectors.toMap(FlowKind::id, FlowKind::dynamics));
        assertEquals(Map.<String, Class<?>>copyOf(DynamicsKinds.FAMILY.members()), kinds);
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

    /** What is stored, and could be neither trained nor moved. */
    private record Stored(String id, Class<OneStepMap> dynamics) implements DynamicsKind<OneStepMap> {
        @Override
        public ModelFormat since() {
            return ModelFormat.VERSION_4;
        }
    }

    @Test
    void aKindWithoutTaskAndMoverIsRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> FlowKinds.whole(List.of(new AffineFlow(), new Stored("teleport", OneStepMap.class))));
        assertTrue(
                e.getMessage().contains("Stored is registered")
                        && e.getMessage().contains("FlowKind"),
                e.getMessage());
    }

    @Test
    void twoKindsOfOneNameOrOfOneRecordAreRefused() {
        IllegalArgumentException name = assertThrows(
                IllegalArgumentException.class,
                () -> DynamicsKinds.family(List.of(new AffineFlow(), new Stored(AffineVelocity.ID, OneStepMap.class))));
        assertEquals(
                OneStepMap.class.getName()
                        + ", 'affine_velocity' in the family Dynamics, needs a name of its own: this one is" + " of "
                        + AffineVelocity.class.getName(),
                name.getMessage());
        IllegalArgumentException record = assertThrows(
                IllegalArgumentException.class,
                () -> DynamicsKinds.family(List.of(new DistilledFlow(), new Stored("teleport", OneStepMap.class))));
        assertTrue(record.getMessage().endsWith("is registered already"), record.getMessage());
    }
}
