// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of a kind of flow in CONTRIBUTING.md: of its one file and its one line an engine that has it is made. */
class ContributingKindTest {
    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void theKindOfFlowIsTrainedStoredAndMovesRows() throws Exception {
        List<String> blocks = ContributingTest.blocks();
        ClassLoader engine = PatchedEngine.withKind(folder, "MeanMap", blocks.get(11), blocks.get(12));
        Consumer<Path> use = (Consumer<Path>)
                engine.loadClass(MeanMapInUse.class.getName()).getConstructor().newInstance();
        use.accept(folder);
    }
}
