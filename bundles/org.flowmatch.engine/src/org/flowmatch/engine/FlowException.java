// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

/**
 * An error that a user can act on: the problem names the thing at fault and what is allowed, the remedy says what to do.
 * Both are whole sentences and are shown as they are, without a stack trace.
 */
public class FlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    public FlowException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public FlowException(String problem, String remedy, Throwable cause) {
        super(problem + " " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** What is wrong, with the name of the column, setting, file or row. */
    public String problem() {
        return problem;
    }

    /** What the user can do about it. */
    public String remedy() {
        return remedy;
    }
}
