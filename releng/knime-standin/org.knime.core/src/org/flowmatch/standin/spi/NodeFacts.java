// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flowmatch.standin.internal.Nodes;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeModel;

/**
 * What is said of a node in words, which a factory's final methods return: its name, type, keywords and ports (in the order of
 * the port groups, optional ones included), and the text of its view's initial data. A factory of another kind than
 * the classic one attaches them in its constructor; else they are read from the XML description beside the class.
 */
public record NodeFacts(
        String name,
        NodeType type,
        List<String> keywords,
        List<Port> inPorts,
        List<Port> outPorts,
        Function<NodeModel, Optional<String>> viewInitialData) {

    public NodeFacts {
        keywords = List.copyOf(keywords);
        inPorts = List.copyOf(inPorts);
        outPorts = List.copyOf(outPorts);
    }

    /** A port: the identifier of its group, the name shown and a description. */
    public record Port(String group, String name, String description) {}

    public static void attach(final NodeFactory<?> factory, final NodeFacts facts) {
        Nodes.FRIEND.attach(factory, facts);
    }

    public static NodeFacts of(final NodeFactory<?> factory) {
        return Nodes.FRIEND.facts(factory);
    }
}
