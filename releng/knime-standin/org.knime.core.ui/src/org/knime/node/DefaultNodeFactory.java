// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.flowmatch.standin.spi.NodeFacts;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeModel;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.view.NodeView;
import org.knime.node.DefaultModel.RearrangeColumnsDefaultModel;
import org.knime.node.DefaultModel.StandardDefaultModel;
import org.knime.node.PortGroup.ExtendableKind;
import org.knime.node.PortGroup.FixedKind;
import org.knime.node.PortGroup.OptionalKind;
import org.w3c.dom.Element;

/** A factory made from a {@link DefaultNode}. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel> {

    private final DefaultNode node;

    protected DefaultNodeFactory(DefaultNode node) {
        this.node = node;
        NodeFacts.attach(
                this, new NodeFacts(node.name, node.type, node.keywords, facts(true), facts(false), this::initialData));
    }

    private List<NodeFacts.Port> facts(boolean input) {
        return node.ports(input).stream()
                .map(group -> new NodeFacts.Port(group.id(), group.name(), group.description()))
                .toList();
    }

    private Optional<String> initialData(NodeModel model) {
        return node.view.flatMap(view -> view.initialData).map(data -> data.service(
                        new FluentNodeView(node.view.orElseThrow(), model))
                .getInitialData());
    }

    @Override
    protected final Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        PortsConfigurationBuilder builder = new PortsConfigurationBuilder();
        node.ports.forEach(group -> add(builder, group));
        return Optional.of(builder);
    }

    private static void add(PortsConfigurationBuilder builder, PortGroup group) {
        if (group.kind() instanceof FixedKind fixed) {
            if (group.input()) {
                builder.addFixedInputPortGroup(group.id(), fixed.type());
            } else {
                builder.addFixedOutputPortGroup(group.id(), fixed.type());
            }
        } else if (group.kind() instanceof OptionalKind optional) {
            PortType[] types = optional.supported().toArray(PortType[]::new);
            if (group.input()) {
                optional.initial()
                        .ifPresentOrElse(
                                initial -> builder.addOptionalInputPortGroupWithDefault(group.id(), initial, types),
                                () -> builder.addOptionalInputPortGroup(group.id(), types));
            } else {
                optional.initial()
                        .ifPresentOrElse(
                                initial -> builder.addOptionalOutputPortGroupWithDefault(group.id(), initial, types),
                                () -> builder.addOptionalOutputPortGroup(group.id(), types));
            }
        } else if (group.kind() instanceof ExtendableKind extendable) {
            PortType[] fixed = extendable.fixed().toArray(PortType[]::new);
            PortType[] initial = extendable.initial().toArray(PortType[]::new);
            PortType[] types = extendable.supported().toArray(PortType[]::new);
            if (group.input()) {
                builder.addExtendableInputPortGroupWithDefault(group.id(), fixed, initial, types);
            } else {
                builder.addExtendableOutputPortGroupWithDefault(group.id(), fixed, initial, types);
            }
        }
    }

    /** @return a model with the ports of a new node */
    @Override
    @Deprecated
    public final NodeModel createNodeModel() {
        return super.createNodeModel();
    }

    @Override
    protected final NodeModel createNodeModel(NodeCreationConfiguration creationConfig) {
        PortsConfiguration ports = creationConfig.getPortConfig().orElseThrow();
        return node.model instanceof StandardDefaultModel standard
                ? new FluentNodeModel(standard, ports.getInputPorts(), ports.getOutputPorts())
                : new RearrangingNodeModel(
                        (RearrangeColumnsDefaultModel) node.model, ports.getInputPorts(), ports.getOutputPorts());
    }

    public final NodeView createNodeView(NodeModel nodeModel) {
        return node.view
                .map(view -> new FluentNodeView(view, nodeModel))
                .orElseThrow(() -> new IllegalStateException("the node has no view"));
    }

    public final boolean hasNodeView() {
        return node.view.isPresent();
    }

    public boolean hasNodeDialog() {
        return node.model.parametersClass.isPresent()
                || node.view.flatMap(view -> view.parametersClass).isPresent();
    }

    @Override
    protected final int getNrNodeViews() {
        return hasNodeView() ? 1 : 0;
    }

    /** @return false: this is about dialogs of another kind */
    @Override
    @Deprecated
    protected final boolean hasDialog() {
        return false;
    }

    /** @return null: the dialog is made from the parameters */
    @Override
    @Deprecated
    protected final NodeDialogPane createNodeDialogPane() {
        return null;
    }

    /** @return null: the dialog is made from the parameters */
    @Override
    @Deprecated
    protected final NodeDialogPane createNodeDialogPane(NodeCreationConfiguration creationConfig) {
        return null;
    }

    /** @return null: the view is a page */
    @Override
    @Deprecated
    public final org.knime.core.node.NodeView<NodeModel> createNodeView(int viewIndex, NodeModel nodeModel) {
        return null;
    }

    @Override
    public final NodeType getType() {
        return node.type;
    }

    /** @return the image, looked for from the package of the factory's class; null when there is none of that name */
    @Override
    public final URL getIcon() {
        String relative = getClass().getPackageName().replace('.', '/') + "/" + node.icon;
        String path = node.icon.startsWith("/")
                ? node.icon.substring(1)
                : URI.create(relative).normalize().toString();
        return getClass().getClassLoader().getResource(path);
    }

    @Override
    public final String getInportName(int index) {
        return node.ports(true).get(index).name();
    }

    @Override
    public final String getOutportName(int index) {
        return node.ports(false).get(index).name();
    }

    /** @throws IllegalArgumentException when a text of the node is not well-formed HTML */
    public final Element getXMLDescription() {
        return NodeXml.of(node);
    }
}
