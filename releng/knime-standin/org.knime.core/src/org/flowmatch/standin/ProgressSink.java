// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

/** Takes a node's progress. */
@FunctionalInterface
public interface ProgressSink {

    /** The fraction done (0 to 1, -1 when unknown) and the last message (empty when there is none). */
    void progress(double fraction, String message);
}
