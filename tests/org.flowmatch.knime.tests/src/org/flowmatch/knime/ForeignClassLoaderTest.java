// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KNIME's worker threads carry the context class loader of whoever submitted the work. */
class ForeignClassLoaderTest {

    @TempDir
    Path folder;

    @Test
    void learnerRunsUnderAnyContextClassLoaderAndLeavesIt() throws Exception {
        NodeBench bench = new NodeBench(folder);
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        try {
            for (ClassLoader foreign : new ClassLoader[] {ClassLoader.getPlatformClassLoader(), null}) {
                thread.setContextClassLoader(foreign);
                FlowModelPortObject model = bench.first(quickLearner(), bench.path(bench.numbers(100)));
                assertEquals(60, model.model().provenance().steps());
                assertSame(foreign, thread.getContextClassLoader());
            }
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}
