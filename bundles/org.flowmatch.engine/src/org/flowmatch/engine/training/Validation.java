// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import org.flowmatch.engine.Range;

/**
 * Rows held back to see how the flow fits rows it was not trained on. With validation, the model keeps the averaged
 * weights of the step with the least validation loss.
 *
 * @param fraction of the target rows held back, 0 to 0.5; 0 for no validation
 * @param patience evaluations without a new least loss after which training stops, 0 to never stop early
 */
public record Validation(double fraction, int patience) {
    public static final Range FRACTION = Range.between(0, 0.5);
    public static final Range PATIENCE = Range.between(0, 100_000);

    public Validation {
        FRACTION.check("The validation fraction", fraction, "Use 0 for no validation, or about 0.1.");
        PATIENCE.check("The patience", patience, "Use 0 to never stop early, or about 20 evaluations.");
    }

    public static Validation none() {
        return new Validation(0, 0);
    }
}
