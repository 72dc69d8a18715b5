// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

/**
 * A connection between two nodes. Port 0 is the flow variable port; data ports start at 1.
 *
 * @param source id of the node that the connection leaves
 * @param sourcePort its output port
 * @param destination id of the node that the connection enters
 * @param destinationPort its input port
 */
public record Connection(int source, int sourcePort, int destination, int destinationPort) {

    /** True when the connection carries flow variables only and so decides nothing but the order of execution. */
    public boolean isOrderOnly() {
        return sourcePort == 0 || destinationPort == 0;
    }
}
