// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.path.AllPaths;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Oracle;
import org.flowmatch.engine.path.PolynomialPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTest {
    private static final double E1 = 1.7;
    private static final double E0 = -0.6;

    static Stream<ConditionalPath> paths() {
        return AllPaths.withoutNoise();
    }

    /** The value of a prediction from its definition. */
    private static double value(Prediction prediction, Schedule schedule, double t) {
        return switch (prediction) {
            case VELOCITY -> schedule.da(t) * E1 + schedule.ds(t) * E0;
            case TARGET -> E1;
            case NOISE -> E0;
            case SCORE -> -E0 / schedule.s(t);
            case PRECONDITIONED_TARGET -> (schedule.s(t) * E1 - schedule.a(t) * E0)
                    / Math.hypot(schedule.a(t), schedule.s(t));
        };
    }

    private static void assertAsked(Prediction learnt, Schedule schedule, double t, FieldTerms terms) {
        boolean preconditioned = learnt == Prediction.PRECONDITIONED_TARGET;
        double level = schedule.s(t) / schedule.a(t);
        assertEquals(preconditioned ? Math.log(level) / 4 : t, terms.time(), 1e-12);
        assertEquals(preconditioned ? 1 / Math.hypot(schedule.a(t), schedule.s(t)) : 1, terms.inScale(), 1e-12);
    }

    private static double apply(FieldTerms terms, double x, double out) {
        assertEquals(0, terms.headWeight());
        return terms.xWeight() * x + terms.outWeight() * out;
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyPredictionGivesEveryOther(ConditionalPath path) {
        Schedule schedule = path.schedule();
        for (Prediction learnt : Prediction.values()) {
            Conversion conversion = Conversion.of(learnt, path);
            for (Prediction wanted : Prediction.values()) {
                FieldLaw law = conversion.law(wanted);
                for (double t : new double[] {0.6, 0.75, 0.9}) {
                    double x = schedule.a(t) * E1 + schedule.s(t) * E0;
                    double expected = value(wanted, schedule, t);
                    FieldTerms terms = law.at(t);
                    assertAsked(learnt, schedule, t, terms);
                    assertEquals(
                            expected,
                            apply(terms, x, value(learnt, schedule, t)),
                            1e-10 * Math.max(1, Math.abs(expected)),
                            path + ": " + learnt + " to " + wanted + " at " + t);
                }
                Interval times = conversion.interval(wanted);
                assertTrue(law.at(times.from()).finite() && law.at(times.to()).finite(), path + ": " + learnt);
                assertTrue(times.from() <= 0.6 && times.to() >= 0.99, path + ": " + times);
            }
        }
    }

    /** Linear path: a / s = 0.005 at 0.005 / 1.005, s / a = 0.005 at 1 / 1.005. */
    @Test
    void intervalsStopShortOfWhereAConversionIsInfinite() {
        double first = 0.005 / 1.005;
        double last = 1 / 1.005;
        assertEquals(
                new Interval(0, 1),
                Conversion.of(Prediction.VELOCITY, new LinearPath()).interval());
        assertInterval(
                0, last, Conversion.of(Prediction.TARGET, new LinearPath()).interval());
        assertInterval(
                first, 1, Conversion.of(Prediction.NOISE, new LinearPath()).interval());
        assertInterval(
                first, last, Conversion.of(Prediction.SCORE, new LinearPath()).interval());
        // variance preserving starts at a / s = 0.0066 and ends at s / a = 0.0105: nothing to cut
        ConditionalPath preserving = new VariancePreservingPath(0.1, 20);
        assertEquals(
                new Interval(0, preserving.tMax()),
                Conversion.of(Prediction.SCORE, preserving).interval());
    }

    private static void assertInterval(double from, double to, Interval interval) {
        assertEquals(from, interval.from(), 1e-12);
        assertEquals(to, interval.to(), 1e-12);
    }

    @Test
    void aMotionScalesItsRowsWhereItsTimesAreShorter() {
        Motion whole = Conversion.of(
                        Prediction.VELOCITY,
                        new VarianceExplodingPath(0.01, 10, VarianceExplodingPath.Growth.GEOMETRIC))
                .motion();
        assertEquals(1, whole.startScale());
        assertEquals(1, whole.endScale());
        Motion target = Conversion.of(Prediction.TARGET, new LinearPath()).motion();
        assertEquals(1, target.startScale());
        assertEquals(1 / 1.005, target.endScale(), 1e-12);
        Motion noise = Conversion.of(Prediction.NOISE, new LinearPath()).motion();
        assertEquals(1 / 1.005, noise.startScale(), 1e-12);
        assertEquals(1, noise.endScale());
    }

    /** With the true E1 and E0 of one pair, a single step of the secant lands on the path. */
    @ParameterizedTest
    @MethodSource("paths")
    void aSecantFollowsTheScheduleExactly(ConditionalPath path) {
        Schedule schedule = path.schedule();
        for (Prediction learnt : Prediction.values()) {
            double t = 0.6;
            double next = 0.95;
            double x = schedule.a(t) * E1 + schedule.s(t) * E0;
            FieldTerms terms = Conversion.of(learnt, path).secant(t, next);
            assertAsked(learnt, schedule, t, terms);
            double end = x + (next - t) * apply(terms, x, value(learnt, schedule, t));
            assertEquals(schedule.a(next) * E1 + schedule.s(next) * E0, end, 1e-10, path + ": " + learnt);
        }
    }

    /** A velocity of 0 says nothing about the target row: a polynomial path takes Euler's step at its start. */
    @Test
    void aSecantIsTheVelocityWhereThatSaysTooLittle() {
        assertEquals(new Secant(0, 1), Secant.of(new PolynomialPath(2), 0, 0.1));
        assertEquals(new Secant(0, 1), Secant.of(new PolynomialPath(2), 0.001, 0.1));
        // (2 t + h) / (2 t)
        assertEquals(1.5, Secant.of(new PolynomialPath(2), 0.1, 0.2).velocityWeight(), 1e-12);
        Secant linear = Secant.of(new LinearPath(), 0, 0.1);
        assertEquals(0, linear.xWeight(), 1e-15);
        assertEquals(1, linear.velocityWeight(), 1e-15);
    }

    /** Regression targets by hand: x0 = -0.6 and x1 = 1.7 at t = 0.25 of the linear path. */
    @ParameterizedTest
    @EnumSource
    void regressionTargetsAreThoseOfThePair(Prediction prediction) {
        float[] target = {99, 2.3f};
        float[] x0 = {0, -0.6f};
        float[] x1 = {99, 1.7f};
        float[] t = {0.5f, 0.25f};
        prediction.target(new LinearPath(), 2, 1, x0, x1, t, target);
        double expected =
                switch (prediction) {
                    case VELOCITY -> 2.3;
                    case TARGET -> 1.7;
                    case NOISE -> -0.6;
                    case SCORE -> 0.8;
                    case PRECONDITIONED_TARGET -> (0.75 * 1.7 + 0.25 * 0.6) / Math.sqrt(0.75 * 0.75 + 0.25 * 0.25);
                };
        assertEquals(expected, target[1], 1e-6);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VELOCITY")
    void aNoisyPathTakesTheVelocityOnly(Prediction prediction) {
        FlowException e = assertThrows(FlowException.class, () -> Conversion.of(prediction, new TubePath(0.1)));
        assertTrue(e.problem().contains("tube") && e.problem().contains(prediction.name()), e.problem());
        Conversion velocity = Conversion.of(Prediction.VELOCITY, new TubePath(0.1));
        assertEquals(FieldTerms.identity(0.5), velocity.law(Prediction.VELOCITY).at(0.5));
        FlowException other = assertThrows(FlowException.class, () -> velocity.law(prediction));
        assertTrue(other.problem().contains("Only the velocity"), other.problem());
        assertThrows(FlowException.class, () -> velocity.secant(0.1, 0.2));
    }

    @Test
    void conversionsAgreeWithTheOracle() throws IOException {
        JsonObject section = Oracle.section("affine_path");
        int compared = 0;
        for (Map.Entry<String, ConditionalPath> entry : Oracle.SCHEDULES.entrySet()) {
            for (JsonElement element : section.getAsJsonArray(entry.getKey())) {
                compared += compare(entry.getValue(), element.getAsJsonObject());
            }
        }
        assertEquals(6 * 3 * 7 * 3, compared);
    }

    private static int compare(ConditionalPath path, JsonObject expected) {
        return compare(path, expected, Prediction.TARGET, "x1", Prediction.VELOCITY, "target_to_velocity")
                + compare(path, expected, Prediction.NOISE, "x0", Prediction.VELOCITY, "epsilon_to_velocity")
                + compare(path, expected, Prediction.VELOCITY, "dx_t", Prediction.TARGET, "velocity_to_target")
                + compare(path, expected, Prediction.VELOCITY, "dx_t", Prediction.NOISE, "velocity_to_epsilon")
                + compare(path, expected, Prediction.NOISE, "x0", Prediction.TARGET, "epsilon_to_target")
                + compare(path, expected, Prediction.TARGET, "x1", Prediction.NOISE, "target_to_epsilon")
                + compare(path, expected, Prediction.NOISE, "x0", Prediction.SCORE, "score_from_eps");
    }

    private static int compare(
            ConditionalPath path, JsonObject oracle, Prediction learnt, String from, Prediction wanted, String to) {
        FieldTerms terms =
                Conversion.of(learnt, path).law(wanted).at(oracle.get("t").getAsDouble());
        double[] x = Oracle.firstRow(oracle, "x_t");
        double[] out = Oracle.firstRow(oracle, from);
        double[] expected = Oracle.firstRow(oracle, to);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], apply(terms, x[i], out[i]), 1e-9 * Math.max(1, Math.abs(expected[i])), to);
        }
        return x.length;
    }
}
