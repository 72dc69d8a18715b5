// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.util.concurrent.CancellationException;

/**
 * The caller's end of a long operation: takes its progress and may cancel it. Operations report several times a second
 * and call {@link #check()} at least as often, so that a cancel takes effect within a second.
 */
public interface Monitor {

    /**
     * @param fraction work done, 0 to 1, never decreasing
     * @param message what is being done, with rate and time left where they are known
     */
    void report(double fraction, String message);

    boolean cancelled();

    /** @throws CancellationException when the caller has cancelled */
    default void check() {
        if (cancelled()) {
            throw new CancellationException("Cancelled by the user.");
        }
    }

    /** A monitor for one part of the work: its 0 to 1 is this monitor's {@code from} to {@code to}. */
    default Monitor part(double from, double to) {
        Monitor whole = this;
        return new Monitor() {
            @Override
            public void report(double fraction, String message) {
                whole.report(from + fraction * (to - from), message);
            }

            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }
        };
    }

    /** A monitor for work that is no progress of its own: the cancel of this one, and nobody who reads. */
    default Monitor silent() {
        Monitor whole = this;
        return new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }
        };
    }

    /** This monitor for work whose own messages a user would not understand: each report has this one. */
    default Monitor saying(String message) {
        Monitor whole = this;
        return new Monitor() {
            @Override
            public void report(double fraction, String ignored) {
                whole.report(fraction, message);
            }

            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }
        };
    }

    /** A monitor that nobody reads and that never cancels. */
    static Monitor none() {
        return new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }
}
