// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

/** What the steps of a flow map must agree with. The names of the constants are stored and never change. */
public enum MapRule {
    /**
     * A row that a step carries to time u moves on with the velocity that is there (Lagrangian self-distillation; Boffi, Albergo and
     * Vanden-Eijnden 2025): v(x, t, u) + (u - t) d/du v(x, t, u) = v(X, u, u) at X = X_{t,u}(x).
     */
    LAGRANGIAN,
    /**
     * Two half steps lead where the whole one does (progressive self-distillation, as of shortcut models; Frans, Hafner, Levine and
     * Abbeel 2025).
     */
    PROGRESSIVE;

    /** What it takes beside the length h of a step: the slopes of the step's features, or the features of half a step. */
    public double[] given(double h) {
        return this == PROGRESSIVE ? StepFeatures.of(h / 2) : StepFeatures.slopes(h);
    }
}
