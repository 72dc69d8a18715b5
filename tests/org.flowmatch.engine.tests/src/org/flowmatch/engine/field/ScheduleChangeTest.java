// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.path.AllPaths;
import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.ExpressionPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Oracle;
import org.flowmatch.engine.path.PointsField;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleChangeTest {
    private static final double[][] CENTRES = {{-1.2, 0}, {0.4, 1}, {1.5, -0.7}};

    static Stream<ConditionalPath> paths() {
        return AllPaths.withoutNoise();
    }

    /**
     * With an independent coupling, the flow of a path depends on its schedule alone; so the exact field of one path, changed to
     * another schedule, is the exact field of the other path. Every prediction, both directions.
     */
    @ParameterizedTest
    @MethodSource("paths")
    void aChangedFieldIsTheFieldOfTheOtherPath(ConditionalPath other) {
        for (ConditionalPath path :
                new ConditionalPath[] {new LinearPath(), new CosinePath(0), new VariancePreservingPath(0.1, 20)}) {
            PointsField trained = new PointsField(path, 0.4, CENTRES);
            PointsField expected = new PointsField(other, 0.4, CENTRES);
            for (Prediction learnt : Prediction.values()) {
                Motion motion = ScheduleChange.of(learnt, path, other);
                double from = motion.interval().from();
                double length = motion.interval().to() - from;
                for (double place : new double[] {0.01, 0.2, 0.5, 0.8, 0.99}) {
                    double t = from + place * length;
                    double[] x = {0.7 * other.schedule().s(t), -0.3};
                    if (tooFar(learnt, motion.velocity().at(t))) {
                        continue;
                    }
                    double[] velocity = evaluate(motion.velocity().at(t), trained, path.schedule(), learnt, x);
                    double[] exact = expected.velocity(x, t);
                    for (int j = 0; j < x.length; j++) {
                        assertEquals(
                                exact[j],
                                velocity[j],
                                1e-8 * (1 + Math.hypot(exact[0], exact[1])),
                                path + " to " + other + " at " + t);
                    }
                }
            }
        }
    }

    /** A preconditioned network does not tell levels beyond 1,000 apart. */
    private static boolean tooFar(Prediction learnt, FieldTerms terms) {
        return learnt == Prediction.PRECONDITIONED_TARGET && Math.abs(terms.time()) >= Math.log(1000) / 4;
    }

    /** From what a preconditioned network takes in: x_t / sqrt(a^2 + s^2) and ln(s / a) / 4. */
    private static double[] preconditioned(PointsField trained, Schedule schedule, double[] input, double level) {
        double t = schedule.timeOfSnr(Math.exp(-4 * level));
        double r = Math.hypot(schedule.a(t), schedule.s(t));
        return trained.preconditioned(new double[] {input[0] * r, input[1] * r}, t);
    }

    private static double[] evaluate(
            FieldTerms terms, PointsField trained, Schedule schedule, Prediction learnt, double[] x) {
        double[] inner = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            inner[j] = terms.inScale() * x[j];
        }
        double[] out =
                switch (learnt) {
                    case VELOCITY -> trained.velocity(inner, terms.time());
                    case TARGET -> trained.target(inner, terms.time());
                    case NOISE -> trained.noise(inner, terms.time());
                    case SCORE -> trained.score(inner, terms.time());
                    case PRECONDITIONED_TARGET -> preconditioned(trained, schedule, inner, terms.time());
                };
        double[] field = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            field[j] = terms.xWeight() * x[j] + terms.outWeight() * out[j];
        }
        return field;
    }

    @ParameterizedTest
    @MethodSource("paths")
    void theFieldIsFiniteOnItsIntervalAndItsEnds(ConditionalPath other) {
        for (ConditionalPath path : AllPaths.withoutNoise().toList()) {
            Motion motion = ScheduleChange.of(Prediction.VELOCITY, path, other);
            Interval times = motion.interval();
            assertTrue(other.tMin() <= times.from() && times.to() <= other.tMax(), other + " " + times);
            assertTrue(times.from() <= 0.71 && times.to() >= 0.66, path + " to " + other + ": " + times);
            for (double t : new double[] {times.from(), 0.5 * (times.from() + times.to()), times.to()}) {
                FieldTerms terms = motion.velocity().at(t);
                assertTrue(terms.finite() && terms.inScale() > 0, path + " to " + other + " at " + t + ": " + terms);
                assertTrue(path.tMin() <= terms.time() && terms.time() <= path.tMax(), "the model's times");
            }
            assertTrue(motion.startScale() > 0 && motion.endScale() > 0);
        }
    }

    /** Linear to cosine and back have all of [0, 1]; from variance preserving, linear begins where a / s is that of a(0). */
    @Test
    void endsAndScalesAreThoseOfTheSchedules() {
        Motion same = ScheduleChange.of(Prediction.VELOCITY, new LinearPath(), new CosinePath(0));
        assertEquals(new Interval(0, 1), same.interval());
        assertEquals(1, same.startScale());
        assertEquals(1, same.endScale(), 1e-15);
        VariancePreservingPath preserving = new VariancePreservingPath(0.1, 20);
        Motion straight = ScheduleChange.of(Prediction.VELOCITY, preserving, new LinearPath());
        double ratio = preserving.a(0) / preserving.s(0);
        assertEquals(ratio / (1 + ratio), straight.interval().from(), 1e-12);
        assertEquals(1 / (1 + ratio), straight.startScale(), 1e-12);
        double last = preserving.a(0.999) / (preserving.a(0.999) + preserving.s(0.999));
        assertEquals(last, straight.interval().to(), 1e-12);
        assertEquals(last / preserving.a(0.999), straight.endScale(), 1e-12);
        Motion exploding = ScheduleChange.of(
                Prediction.VELOCITY,
                new LinearPath(),
                new VarianceExplodingPath(0.01, 10, VarianceExplodingPath.Growth.LINEAR));
        assertEquals(10, exploding.startScale(), 1e-12);
        // the noise of a tube goes along: start rows already have its width
        Motion tube = ScheduleChange.of(Prediction.VELOCITY, new TubePath(0.5), new CosinePath(0));
        assertEquals(1, tube.startScale(), 1e-12);
    }

    /** The noise of a trained model goes along; another path's noise cannot come from nowhere. */
    @Test
    void onlyTheOtherPathMustBeWithoutNoise() {
        assertEquals(
                1,
                ScheduleChange.of(Prediction.VELOCITY, new TubePath(0.1), new CosinePath(0))
                        .endScale(),
                1e-15);
        FlowException e = assertThrows(
                FlowException.class,
                () -> ScheduleChange.of(Prediction.VELOCITY, new LinearPath(), new BridgePath(0.5)));
        assertTrue(e.problem().contains("bridge"), e.problem());
    }

    @Test
    void aRatioThatDoesNotGrowIsRefused() {
        ConditionalPath back = new ExpressionPath("t + 0.9 * sin(2 * pi * t)", "1 - t");
        FlowException e =
                assertThrows(FlowException.class, () -> ScheduleChange.of(Prediction.VELOCITY, new LinearPath(), back));
        assertTrue(e.problem().contains("does not grow") && e.problem().contains("expression"), e.problem());
        ConditionalPath below = new ExpressionPath("1.01 * t - 0.01", "1 - t");
        FlowException negative = assertThrows(
                FlowException.class, () -> ScheduleChange.of(Prediction.VELOCITY, new LinearPath(), below));
        assertTrue(negative.problem().contains("is -0.01 at t = 0.0, but must be at least 0"), negative.problem());
        assertThrows(FlowException.class, () -> ScheduleChange.of(Prediction.VELOCITY, back, new LinearPath()));
    }

    @Test
    void changesAgreeWithTheOracle() throws IOException {
        int compared = 0;
        for (JsonElement element : Oracle.list("schedule_transform")) {
            JsonObject expected = element.getAsJsonObject();
            ConditionalPath from = Oracle.SCHEDULES.get(expected.get("from_").getAsString());
            ConditionalPath to = Oracle.SCHEDULES.get(expected.get("to").getAsString());
            FieldTerms terms = ScheduleChange.of(Prediction.VELOCITY, from, to)
                    .velocity()
                    .at(expected.get("t").getAsDouble());
            double[] x = Oracle.firstRow(expected, "x");
            double[] u = Oracle.firstRow(expected, "u");
            for (int i = 0; i < x.length; i++) {
                // the oracle's model is u_t(x) = x t^2
                double out = terms.inScale() * x[i] * terms.time() * terms.time();
                assertEquals(
                        u[i], terms.xWeight() * x[i] + terms.outWeight() * out, 1e-9 * Math.max(1, Math.abs(u[i])));
                compared++;
            }
        }
        assertEquals(45, compared);
    }
}
