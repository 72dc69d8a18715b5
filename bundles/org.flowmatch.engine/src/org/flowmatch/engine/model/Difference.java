// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import org.flowmatch.engine.FlowException;

/**
 * What differs between a model and what is to fit it. What to do about it is known where they meet.
 *
 * @param sentence that names both sides and what each has
 */
public record Difference(String sentence) {

    /**
     * @param remedy what to do
     * @throws FlowException that tells the difference
     */
    public void refuse(String remedy) {
        throw new FlowException(sentence, remedy);
    }
}
