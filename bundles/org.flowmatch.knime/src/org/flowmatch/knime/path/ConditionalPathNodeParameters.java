// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import org.flowmatch.knime.execution.NodeRun;
import org.knime.core.node.InvalidSettingsException;

/** Settings of Conditional Path: the path, with its keys at the top level. */
final class ConditionalPathNodeParameters extends PathParameters {

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(this::path);
    }
}
