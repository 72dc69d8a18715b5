// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

/** A problem with what was asked for on the command line, as opposed to one inside the workflow; the exit code is 2. */
public final class UsageException extends RunnerException {
    private static final long serialVersionUID = 1L;

    public UsageException(String problem, String remedy) {
        super(problem, remedy);
    }

    public UsageException(String problem, String remedy, Throwable cause) {
        super(problem, remedy, cause);
    }
}
