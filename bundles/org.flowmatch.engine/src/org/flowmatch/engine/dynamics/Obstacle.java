// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import org.flowmatch.engine.FlowException;

/**
 * Why something cannot be had.
 *
 * @param reason one or two sentences
 * @param remedy what to do
 */
public record Obstacle(String reason, String remedy) {

    /** The error that reports it. */
    public FlowException refusal() {
        return new FlowException(reason, remedy);
    }

    /** @throws FlowException that reports it */
    public void refuse() {
        throw refusal();
    }
}
