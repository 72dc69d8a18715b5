// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.spi;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.knime.core.node.NodeFactory;

/**
 * Where bundles that bring a kind of factory leave what they know of it. A kind registers itself in the static initialiser
 * of its factory class, so before any factory of it exists; this bundle cannot look into bundles that depend on it.
 */
public final class NodePortsSources {

    private static final List<NodePortsSource> SOURCES = new CopyOnWriteArrayList<>();

    private NodePortsSources() {}

    public static void add(NodePortsSource source) {
        SOURCES.add(source);
    }

    public static Optional<NodePortsSource> of(NodeFactory<?> factory) {
        return SOURCES.stream().filter(source -> source.knows(factory)).findFirst();
    }
}
