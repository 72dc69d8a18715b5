// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowmatch.runner.workflow.Connection;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** Which output each input port of each node takes; checked for ports that do not exist, do not fit or stay empty. */
final class Wiring {
    private final Map<Integer, NodeRun> nodes = new HashMap<>();
    private final Map<Integer, Connection[]> inputs = new HashMap<>();

    /** @throws RunnerException when a connection names a port that does not exist or fit, or a mandatory port is empty */
    Wiring(List<NodeRun> runs, List<Connection> connections) {
        for (NodeRun run : runs) {
            nodes.put(run.id(), run);
            inputs.put(run.id(), new Connection[run.handle().inPortTypes().length]);
        }
        for (Connection connection : connections) {
            if (!connection.isOrderOnly()) {
                add(connection);
            }
        }
        runs.forEach(this::checkMandatory);
    }

    private void add(Connection connection) {
        NodeRun source = nodes.get(connection.source());
        NodeRun destination = nodes.get(connection.destination());
        PortType[] outTypes = source.handle().outPortTypes();
        PortType[] inTypes = destination.handle().inPortTypes();
        String ends = "The connection from port " + connection.sourcePort() + " of " + source.label() + " to port "
                + connection.destinationPort() + " of " + destination.label();
        if (connection.sourcePort() > outTypes.length || connection.sourcePort() < 0) {
            throw new RunnerException(
                    ends + " leaves a port that does not exist: there are " + outTypes.length + " outputs.",
                    "Correct the connection.");
        }
        if (connection.destinationPort() > inTypes.length || connection.destinationPort() < 0) {
            throw new RunnerException(
                    ends + " enters a port that does not exist: there are " + inTypes.length + " inputs.",
                    "Correct the connection, or add the optional port to the node in KNIME.");
        }
        PortType out = outTypes[connection.sourcePort() - 1];
        PortType in = inTypes[connection.destinationPort() - 1];
        if (!in.isSuperTypeOf(out)) {
            throw new RunnerException(
                    ends + " does not fit: " + out.getName() + " leaves, " + in.getName() + " is expected.",
                    "Connect ports of the same type.");
        }
        inputs.get(destination.id())[connection.destinationPort() - 1] = connection;
    }

    private void checkMandatory(NodeRun run) {
        Connection[] ports = inputs.get(run.id());
        PortType[] types = run.handle().inPortTypes();
        String[] names = run.handle().inPortNames();
        for (int i = 0; i < ports.length; i++) {
            if (ports[i] == null && !types[i].isOptional()) {
                throw new RunnerException(
                        "Input port " + (i + 1) + " (" + names[i] + ", " + types[i].getName() + ") of " + run.label()
                                + " is not connected.",
                        "Connect it to a node that makes a " + types[i].getName() + ".");
            }
        }
    }

    /** The nodes right before this one. */
    List<NodeRun> before(NodeRun run, List<Connection> all) {
        return all.stream()
                .filter(connection -> connection.destination() == run.id())
                .map(connection -> nodes.get(connection.source()))
                .distinct()
                .toList();
    }

    /** What is known of the inputs; null where nothing is known or connected. */
    PortObjectSpec[] specs(NodeRun run) {
        Connection[] ports = inputs.get(run.id());
        PortObjectSpec[] specs = new PortObjectSpec[ports.length];
        for (int i = 0; i < ports.length; i++) {
            specs[i] = ports[i] == null ? null : nodes.get(ports[i].source()).specs()[ports[i].sourcePort() - 1];
        }
        return specs;
    }

    /** True when nothing is known of a connected input, so that the node cannot be configured yet. */
    boolean awaitsSpecs(NodeRun run) {
        Connection[] ports = inputs.get(run.id());
        PortObjectSpec[] specs = specs(run);
        for (int i = 0; i < ports.length; i++) {
            if (ports[i] != null && specs[i] == null) {
                return true;
            }
        }
        return false;
    }

    /** The inputs, all nodes before having been executed; null where nothing is connected. */
    PortObject[] objects(NodeRun run) {
        Connection[] ports = inputs.get(run.id());
        PortObject[] objects = new PortObject[ports.length];
        for (int i = 0; i < ports.length; i++) {
            objects[i] = ports[i] == null
                    ? null
                    : nodes.get(ports[i].source()).outputs().get(ports[i].sourcePort() - 1);
        }
        return objects;
    }
}
