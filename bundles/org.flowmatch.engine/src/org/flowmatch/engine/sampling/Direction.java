// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

/** Which way along the path a solver goes. */
public enum Direction {
    /** From the source at tMin to the target at tMax: generates target rows. */
    FORWARD,
    /** From the target at tMax back to the source at tMin: encodes target rows. */
    BACKWARD
}
