// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.flowmatch.engine.data.RowMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnotherJvmTest {
    @TempDir
    private Path folder;

    @Test
    void aSavedModelSamplesTheSameRowsInAnotherJvm() throws IOException, InterruptedException {
        FlowModel model = TestModels.random(3);
        Path file = folder.resolve("model.flow");
        Path rows = folder.resolve("rows");
        FlowModelFile.write(model, file);
        String failure = new ForkedJvm(folder).run(SampleInAnotherJvm.class, file.toString(), rows.toString(), "42");
        assertEquals("", failure);
        assertArrayEquals(
                SampleInAnotherJvm.sample(model, 42).toArray(),
                RowMatrix.open(rows).toArray());
    }
}
