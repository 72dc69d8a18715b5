// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

/** How far a node of a run has come. */
public enum NodeState {
    /** Created with its settings; not executed yet. */
    WAITING,
    /** At work. */
    EXECUTING,
    /** Done; its outputs are there. */
    EXECUTED,
    /** Its settings were refused, or its execution ended with an error. */
    FAILED,
    /** Not executed because a node before it failed, or the run ended before its turn. */
    SKIPPED,
    /** Was at work when the run was cancelled. */
    CANCELLED
}
