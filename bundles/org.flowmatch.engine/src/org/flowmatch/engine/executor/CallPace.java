// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

/**
 * How many steps go into one native call: as many as last about a tenth of a second, long enough for the call to cost
 * nothing, short enough for a cancel.
 */
final class CallPace {
    private static final double SECONDS_PER_CALL = 0.1;

    private int steps = 1;
    private long began;

    /** Steps of the call that begins now, at most those left. */
    int begin(int left) {
        began = System.nanoTime();
        return Math.min(steps, left);
    }

    /** The call of this many steps has ended. */
    void end(int count) {
        double seconds = (System.nanoTime() - began) * 1e-9;
        double fitting = SECONDS_PER_CALL * count / Math.max(seconds, 1e-9);
        steps = (int) Math.max(1, Math.min(fitting, 4.0 * steps));
    }
}
