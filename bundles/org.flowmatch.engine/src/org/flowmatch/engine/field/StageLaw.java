// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

/** A field as the stages of a step ask for it; most depend on the stage's time alone. */
public interface StageLaw {
    /**
     * The field at the time t + c h.
     *
     * @param t where the step begins
     * @param h its length, below 0 backward
     * @param c the stage's part of the step
     */
    FieldTerms at(double t, double h, double c);

    /** A field that does not depend on the step. */
    static StageLaw of(FieldLaw law) {
        return (t, h, c) -> law.at(t + c * h);
    }
}
