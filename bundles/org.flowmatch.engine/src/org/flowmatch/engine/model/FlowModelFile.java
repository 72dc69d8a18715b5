// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.nio.file.Path;

/** The file of a flow model. */
public final class FlowModelFile {
    private FlowModelFile() {}

    public static void write(FlowModel model, Path file) {
        throw new UnsupportedOperationException();
    }

    public static FlowModel read(Path file) {
        throw new UnsupportedOperationException();
    }
}
