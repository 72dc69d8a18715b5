// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.field.StageLaw;

/** Writes the terms of the stages of one or more steps, in the order in which a native program reads them. */
final class StageTerms {
    private final StageLaw law;
    private final ConditionWeight guidance;
    private final double[] terms;
    private int written;
    private int evaluations;

    /** @param stages of all steps together */
    StageTerms(StateEquation equation, int stages) {
        law = equation.law();
        guidance = equation.guidance();
        terms = new double[stages * StateEquation.TERMS];
    }

    /** Adds the stages of a step from t by h, at t + c_i h for i from {@code first} on. */
    StageTerms step(double t, double h, double[] c, int first) {
        for (int i = first; i < c.length; i++) {
            stage(t, h, c[i]);
        }
        return this;
    }

    StageTerms stage(double t, double h, double c) {
        FieldTerms field = law.at(t, h, c);
        double time = t + c * h;
        double[] numbers = StateEquation.terms(field, guidance.at(time));
        System.arraycopy(numbers, 0, terms, written, numbers.length);
        written += numbers.length;
        evaluations += guidance.evaluations(time);
        return this;
    }

    /** Leaves out the terms of a stage that is not evaluated. */
    StageTerms skip() {
        written += StateEquation.TERMS;
        return this;
    }

    double[] numbers() {
        return terms;
    }

    /** Network evaluations of the stages added. */
    int evaluations() {
        return evaluations;
    }
}
