// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

/**
 * A problem with a workflow that a user can act on: the problem names the file, node or setting at fault, the remedy says
 * what to do. Both are whole sentences and are shown as they are, without a stack trace.
 */
public class RunnerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunnerException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public RunnerException(String problem, String remedy, Throwable cause) {
        super(problem + " " + remedy, cause);
    }
}
