// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.spi;

import java.io.IOException;
import java.io.InputStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** The view of one node. */
public interface NodePage {

    /** @return the page's file, from the page's folder */
    String path();

    /**
     * @param relativePath a file that the page loads, or the page itself
     * @throws IOException when the file does not exist or the page does not declare it
     */
    InputStream open(String relativePath) throws IOException;

    /** @return JSON text: {"result": ..} or {"internalError": ..}; "null" for a view without initial data */
    String initialData();

    /**
     * @param jsonRpcRequest a JSON-RPC 2.0 request
     * @return the JSON-RPC 2.0 answer
     */
    String call(String jsonRpcRequest);

    /** Validates and loads config "view" of the node's settings; nothing for a view without parameters. */
    void loadSettings(NodeSettingsRO view) throws InvalidSettingsException;
}
