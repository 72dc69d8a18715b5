// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code version-1.flow} was written by the release whose files have the format version 1: Lipman's path and an optimal
 * transport coupling on two columns rounded to hundredths. The expected rows are those which that release sampled.
 */
class VersionOneModelTest {

    private static final float[] SAMPLED = {
        0.8420591f, -0.12602185f, -1.4498366f, -0.41209418f, -0.5511963f, -0.50560653f, -0.48987752f, -2.107894f
    };

    @TempDir
    private Path folder;

    private FlowModel model;

    @BeforeEach
    void read() throws IOException {
        Path file = folder.resolve("version-1.flow");
        try (InputStream in = VersionOneModelTest.class.getResourceAsStream("version-1.flow")) {
            Files.copy(in, file);
        }
        model = FlowModelFile.read(file);
    }

    @Test
    void whatItDidNotSayHasItsOldMeaning() {
        AffineVelocity velocity = assertInstanceOf(AffineVelocity.class, model.dynamics());
        assertEquals(new LipmanPath(0.01), velocity.path());
        assertEquals(Prediction.VELOCITY, velocity.prediction());
        assertEquals(ConditionEncoding.none(), model.conditions());
        assertFalse(velocity.scoreHead());
        assertEquals("optimal_transport", model.provenance().coupling());
    }

    @Test
    void itSamplesTheSameRows() {
        RowMatrix start = SourceRows.gaussian(4, 2, 1, 5);
        RowMatrix end = Sampler.sample(model, start, SamplingSettings.of(Solver.RK4, 5), Monitor.none())
                .end();
        assertArrayEquals(SAMPLED, end.toArray(), 1e-5f);
        Table decoded = model.encoding().decode(end, Monitor.none());
        assertArrayEquals(new double[] {1.94, 0.79, 1.21, 1.24}, decoded.column(0));
        assertArrayEquals(new double[] {1.45, 1.31, 1.27, 0.37}, decoded.column(1));
    }

    @Test
    void writtenAgainItIsTheSameModel() {
        Path again = folder.resolve("again.flow");
        FlowModelFile.write(model, again);
        FlowModel read = FlowModelFile.read(again);
        assertArrayEquals(model.weights(), read.weights());
        assertEquals(model.provenance(), read.provenance());
        assertEquals(model.encoding(), read.encoding());
    }
}
