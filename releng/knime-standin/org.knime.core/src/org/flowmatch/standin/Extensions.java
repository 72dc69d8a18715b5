// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.standin.extension.Extension;
import org.flowmatch.standin.extension.ExtensionPoints;
import org.knime.core.node.NodeFactory;

/** The nodes and categories that bundles declare for the node repository. */
public final class Extensions {

    private static final String NODES = "org.knime.workbench.repository.nodes";
    private static final String CATEGORIES = "org.knime.workbench.repository.categories";

    private Extensions() {}

    /** A category: its parent's path, its own identifier, its name, the resource of its icon and who declares it. */
    public record Category(String path, String levelId, String name, String icon, boolean locked, String contributor) {}

    /** A node's place in the repository: class of the factory, path of the category, and flags. */
    public record Node(
            String factoryClass,
            String categoryPath,
            String after,
            boolean deprecated,
            boolean hidden,
            String contributor) {}

    public static List<Category> categories() {
        return ExtensionPoints.find(CATEGORIES, "category").stream()
                .map(found -> new Category(
                        found.attribute("path"),
                        found.attribute("level-id"),
                        found.attribute("name"),
                        found.attribute("icon"),
                        Boolean.parseBoolean(found.attribute("locked")),
                        found.contributor()))
                .toList();
    }

    public static List<Node> nodes() {
        return ExtensionPoints.find(NODES, "node").stream()
                .map(found -> new Node(
                        found.attribute("factory-class"),
                        found.attribute("category-path"),
                        found.attribute("after"),
                        Boolean.parseBoolean(found.attribute("deprecated")),
                        Boolean.parseBoolean(found.attribute("hidden")),
                        found.contributor()))
                .toList();
    }

    /** New factories of all nodes by the names of their classes. */
    public static Map<String, NodeFactory<?>> nodeFactories() {
        var factories = new LinkedHashMap<String, NodeFactory<?>>();
        for (Extension extension : ExtensionPoints.find(NODES, "node")) {
            factories.put(extension.attribute("factory-class"), create(extension));
        }
        return factories;
    }

    /** A new factory of the node, none when no bundle declares it. */
    public static Optional<NodeFactory<?>> nodeFactory(final String className) {
        return ExtensionPoints.find(NODES, "node").stream()
                .filter(found -> className.equals(found.attribute("factory-class")))
                .findFirst()
                .map(Extensions::create);
    }

    private static NodeFactory<?> create(final Extension extension) {
        return extension.create("factory-class", NodeFactory.class);
    }
}
