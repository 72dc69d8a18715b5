// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.knime.core.node.NodeFactory.NodeType;

/** A node as one chain of calls: texts, ports, model, and optionally a view, a type and keywords. */
public final class DefaultNode {

    final String name;
    final String icon;
    final String shortDescription;
    final String fullDescription;
    final String sinceVersion;
    final List<PortGroup> ports;
    final DefaultModel model;
    final Map<String, String> links = new LinkedHashMap<>();
    final List<String> keywords = new ArrayList<>();
    Optional<DefaultView> view = Optional.empty();
    NodeType type = NodeType.Other;

    private DefaultNode(Steps steps, DefaultModel model) {
        name = steps.name;
        icon = steps.icon;
        shortDescription = steps.shortDescription;
        fullDescription = steps.fullDescription;
        sinceVersion = steps.sinceVersion;
        ports = steps.ports;
        this.model = model;
    }

    /** @return the groups of one side, optional ones included */
    List<PortGroup> ports(boolean input) {
        return ports.stream().filter(group -> group.input() == input).toList();
    }

    public static RequireName create() {
        return new Steps();
    }

    public DefaultNode addView(Function<DefaultView.RequireViewParameters, DefaultView> viewFunction) {
        view = Optional.of(viewFunction.apply(DefaultView.create()));
        return this;
    }

    public DefaultNode addExternalResource(String href, String description) {
        links.put(href, description);
        return this;
    }

    public DefaultNode nodeType(NodeType nodeType) {
        type = nodeType;
        return this;
    }

    public DefaultNode keywords(String... words) {
        keywords.addAll(List.of(words));
        return this;
    }

    /** The name of the node. */
    public interface RequireName {

        RequireIcon name(String name);
    }

    /** The icon of the node. */
    public interface RequireIcon {

        /** @param icon an image file, from the factory's folder */
        RequireShortDescription icon(String icon);
    }

    /** One sentence about the node. */
    public interface RequireShortDescription {

        RequireFullDescription shortDescription(String shortDescription);
    }

    /** All about the node. */
    public interface RequireFullDescription {

        /** @param fullDescription well-formed HTML */
        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** The version that the node came with. */
    public interface RequireSinceVersion {

        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** What the node does. */
    public interface RequireModel {

        DefaultNode model(Function<DefaultModel.RequireModelParameters, DefaultModel> model);
    }

    /** Gathers what the steps of the chain say, in their order. */
    private static final class Steps
            implements RequireName,
                    RequireIcon,
                    RequireShortDescription,
                    RequireFullDescription,
                    RequireSinceVersion,
                    RequirePorts,
                    RequireModel {

        private String name;
        private String icon;
        private String shortDescription;
        private String fullDescription;
        private String sinceVersion;
        private List<PortGroup> ports;

        @Override
        public RequireIcon name(String text) {
            name = text;
            return this;
        }

        @Override
        public RequireShortDescription icon(String file) {
            icon = file;
            return this;
        }

        @Override
        public RequireFullDescription shortDescription(String text) {
            shortDescription = text;
            return this;
        }

        @Override
        public RequireSinceVersion fullDescription(String text) {
            fullDescription = text;
            return this;
        }

        @Override
        public RequirePorts sinceVersion(int major, int minor, int revision) {
            sinceVersion = major + "." + minor + "." + revision;
            return this;
        }

        @Override
        public RequireModel dynamicPorts(Consumer<DynamicPortsAdder> adder) {
            PortGroup.Collector collector = new PortGroup.Collector();
            adder.accept(collector);
            ports = List.copyOf(collector.groups);
            return this;
        }

        @Override
        public DefaultNode model(Function<DefaultModel.RequireModelParameters, DefaultModel> function) {
            return new DefaultNode(this, function.apply(DefaultModel.create()));
        }
    }
}
