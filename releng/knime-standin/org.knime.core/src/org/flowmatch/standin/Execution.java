// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.flowmatch.standin.internal.Nodes;
import org.knime.core.node.ExecutionContext;

/** Makes execution contexts outside the application. */
public final class Execution {

    private Execution() {}

    /**
     * A context that tells the sink of every change of progress, is cancelled as soon as the supplier says so, and puts
     * file stores into folders below the directory.
     */
    public static ExecutionContext context(
            final Path directory, final ProgressSink sink, final BooleanSupplier cancelled) {
        return Nodes.FRIEND.context(new SinkMonitor(sink, cancelled), new FileStoreFolder(directory));
    }
}
