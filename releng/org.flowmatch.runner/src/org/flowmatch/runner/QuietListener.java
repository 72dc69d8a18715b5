// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.util.List;

/** Takes no notice of how a run comes along; to be extended where only some of it matters. */
public class QuietListener implements RunListener {

    @Override
    public void started(List<NodeRun> order) {
        // not of interest
    }

    @Override
    public void nodeStarted(NodeRun node) {
        // not of interest
    }

    @Override
    public void nodeProgress(NodeRun node, double fraction, String message) {
        // not of interest
    }

    @Override
    public void nodeEnded(NodeRun node) {
        // not of interest
    }

    @Override
    public void warning(String text) {
        // not of interest
    }
}
