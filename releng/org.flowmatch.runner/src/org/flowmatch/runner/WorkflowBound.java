// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.nio.file.Path;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;

/**
 * A node factory whose nodes need to know which workflow they are in, because a path of theirs is relative to it. KNIME
 * tells its nodes through a context of the running thread; here the factory is told.
 */
public interface WorkflowBound {

    /** A factory for nodes of the workflow in this directory. */
    NodeFactory<? extends NodeModel> in(Path workflow);
}
