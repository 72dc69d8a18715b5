// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.IOException;

/** A worker process did not answer as agreed. */
public final class WorkerFailure extends IOException {
    private static final long serialVersionUID = 1;

    public WorkerFailure(String message) {
        super(message);
    }

    public WorkerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
