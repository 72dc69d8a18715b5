// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.standin.spi.NodePage;
import org.flowmatch.standin.ui.ParametersStore;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;

/** The view of one fluent node. */
final class FluentNodePage implements NodePage, ViewInput {

    private final DefaultView view;
    private final NodeModel model;
    private Optional<NodeParameters> parameters = Optional.empty();

    FluentNodePage(DefaultView view, NodeModel model) {
        this.view = view;
        this.model = model;
    }

    @Override
    public String path() {
        return view.page.getRelativePath();
    }

    @Override
    public InputStream open(String relativePath) throws IOException {
        return view.page
                .getResource(relativePath)
                .orElseThrow(() -> new FileNotFoundException("the page " + path() + " declares no " + relativePath))
                .getInputStream();
    }

    @Override
    public String initialData() {
        return view.initialData.map(data -> data.json(this)).orElse("null");
    }

    @Override
    public String call(String jsonRpcRequest) {
        return ViewJson.call(view.dataService.map(service -> service.handlers).orElse(Map.of()), this, jsonRpcRequest);
    }

    @Override
    public void loadSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        if (view.parametersClass.isPresent()) {
            parameters = Optional.of(ParametersStore.loadValid(view.parametersClass.get(), settings));
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the node knows the class of its parameters
    public <S extends NodeParameters> S getParameters() {
        if (parameters.isEmpty() && view.parametersClass.isPresent()) {
            parameters = Optional.of(ParametersStore.create(view.parametersClass.get()));
        }
        return (S) parameters.orElse(null);
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        if (model instanceof PortObjectHolder holder) {
            return holder.getInternalPortObjects();
        }
        throw new IllegalStateException("a node that rearranges columns keeps no internal data");
    }
}
