// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.util.List;

/** Is told how a run comes along; progress may be told from any thread, everything else from the running one. */
public interface RunListener {

    /** The workflow is loaded and configured; these nodes will be executed in this order. */
    void started(List<NodeRun> order);

    /** A node begins. */
    void nodeStarted(NodeRun node);

    /**
     * A node reports.
     *
     * @param fraction done, from 0 to 1; negative when the node cannot tell
     * @param message the node's own words; may be empty
     */
    void nodeProgress(NodeRun node, double fraction, String message);

    /** A node ended: executed, failed, skipped or cancelled. */
    void nodeEnded(NodeRun node);

    /** Something that the user should know and that is no node's message. */
    void warning(String text);
}
