// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.loss;

import org.flowmatch.engine.json.JsonFamily;

/** The registry of losses. A new loss is one record and one line here. */
public final class Losses {
    /** Every loss with the name under which it is stored. */
    public static final JsonFamily<Loss> FAMILY = JsonFamily.of(Loss.class)
            .with(SquaredError.ID, SquaredError.class)
            .with(Deviance.ID, Deviance.class)
            .with(ChangeOfVariables.ID, ChangeOfVariables.class);

    private Losses() {}
}
