// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.util.Optional;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;

/** Where the factories of nodes come from. */
public interface NodeFactories {

    /** A new factory of this class, or empty when it is not installed. */
    Optional<? extends NodeFactory<? extends NodeModel>> find(String className);
}
