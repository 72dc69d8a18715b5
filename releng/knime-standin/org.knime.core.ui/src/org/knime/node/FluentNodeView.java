// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;
import org.flowmatch.standin.ui.ParametersStore;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;

/** The view of one fluent node. */
final class FluentNodeView implements NodeView, ViewInput {

    private final DefaultView view;
    private final NodeModel model;
    private Optional<NodeParameters> parameters = Optional.empty();

    FluentNodeView(DefaultView view, NodeModel model) {
        this.view = view;
        this.model = model;
    }

    @Override
    public Page getPage() {
        return view.page;
    }

    @Override
    @SuppressWarnings("unchecked") // who asks knows what the view starts with
    public <D> Optional<InitialDataService<D>> createInitialDataService() {
        return view.initialData.map(data -> (InitialDataService<D>) data.service(this));
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return view.dataService.map(service -> service.service(this));
    }

    @Override
    public void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        if (view.parametersClass.isPresent()) {
            ParametersStore.loadValid(view.parametersClass.get(), settings);
        }
    }

    @Override
    public void loadValidatedSettingsFrom(NodeSettingsRO settings) {
        parameters = view.parametersClass.map(type -> {
            try {
                return ParametersStore.load(type, settings);
            } catch (InvalidSettingsException e) {
                throw new IllegalStateException("the settings were not validated", e);
            }
        });
    }

    @Override
    @SuppressWarnings("unchecked") // the node knows the class of its parameters
    public <S extends NodeParameters> S getParameters() {
        return (S) parameters.orElseGet(
                () -> view.parametersClass.map(ParametersStore::create).orElse(null));
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        if (model instanceof FluentNodeModel fluent) {
            return fluent.internal().orElse(null);
        }
        throw new IllegalStateException("a node that rearranges columns keeps no internal data");
    }
}
