// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.SourceLaw;

/**
 * What is known of the pairs (x0, x1) that a network is trained on.
 *
 * @param source the law of x0
 * @param coupling the stable name of the coupling's settings
 * @param withoutCondition whether rows whose condition is not given are among them
 */
public record TrainingPairs(SourceLaw source, String coupling, boolean withoutCondition) {

    /** Whether x0 and x1 are drawn separately. */
    public boolean independent() {
        return coupling.equals(CouplingSettings.Independent.ID);
    }

    /** Whether x1 follows from x0. */
    public boolean determined() {
        return coupling.equals(CouplingSettings.Reflow.ID);
    }

    /** How messages name the coupling: its name in words. */
    public String label() {
        return coupling.replace('_', ' ');
    }
}
