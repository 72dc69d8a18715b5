// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.view;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.page.Page;

/** The view of one node. */
public interface NodeView {

    Page getPage();

    <D> Optional<InitialDataService<D>> createInitialDataService();

    Optional<RpcDataService> createRpcDataService();

    /** @param settings config "view" of the node's settings */
    void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    /** @param settings config "view" of the node's settings */
    void loadValidatedSettingsFrom(NodeSettingsRO settings);
}
