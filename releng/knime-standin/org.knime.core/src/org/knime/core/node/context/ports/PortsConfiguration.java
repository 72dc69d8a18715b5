// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortType;

/** The ports that a node has, by groups. */
public interface PortsConfiguration {

    PortType[] getInputPorts();

    PortType[] getOutputPorts();

    /** Group name to the positions of its ports among the inputs; groups without ports are left out. */
    Map<String, int[]> getInputPortLocation();

    /** Group name to the positions of its ports among the outputs; groups without ports are left out. */
    Map<String, int[]> getOutputPortLocation();

    List<String> getPortGroupNames();
}
