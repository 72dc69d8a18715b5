// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.sampling.VelocityFunction;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model with a residual network is stored, exported, sampled and scored as one with an MLP. */
class ResidualModelTest {

    private static final int D = 3;
    private static final ResidualMlp NETWORK = new ResidualMlp(2, 16, 8, Activation.SILU, new TimeFeatures.Fourier(2));

    @TempDir
    private Path folder;

    private final FlowModel model = TestModels.random(D, NETWORK, new LinearPath(), 4);

    @Test
    void theFileComesBackAndHasAVersionThatEarlierReadersRefuse() throws IOException {
        Path file = folder.resolve("residual.flow");
        FlowModelFile.write(model, file);
        FlowModel read = FlowModelFile.read(file);
        assertEquals(NETWORK, read.network());
        assertArrayEquals(model.weights(), read.weights());
        String json = ZipParts.text(file, "model.json");
        assertTrue(json.contains("\"version\":3,"), json);
        assertTrue(json.contains("\"type\":\"residual_mlp\""), json);
        FlowModelFile.write(TestModels.random(D), file);
        assertTrue(ZipParts.text(file, "model.json").contains("\"version\":2,"));
    }

    @Test
    void theExportHoldsItsProgram() throws IOException {
        Path file = folder.resolve("residual.pt");
        TorchScriptExport.write(model, file);
        String code = ZipParts.text(file, "VelocityModel/code/__torch__.py");
        assertTrue(code.contains("def forward(self, x: Tensor, t: Tensor) -> Tensor:"), code);
        assertTrue(code.contains("def film("), code);
    }

    /** One Euler step of length 1 from rest: x1 = x0 + v(x0, 0), the latter by the program for rows at times of their own. */
    @Test
    void samplingFollowsTheVelocity() {
        RowMatrix start = SourceRows.gaussian(300, D, 1, 1);
        float[] expected = start.toArray();
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            float[] v = velocity.at(new float[300], start.toArray());
            for (int i = 0; i < expected.length; i++) {
                expected[i] += v[i];
            }
        }
        float[] end = Sampler.sample(model, start, SamplingSettings.of(Solver.EULER, 1), Monitor.none())
                .end()
                .toArray();
        assertArrayEquals(expected, end, 1e-5f);
    }

    /** The exact log-density against the mean of many probes, within five standard errors. */
    @Test
    void densitiesByProbesAgreeWithTheExactOnes() {
        RowMatrix rows = SourceRows.gaussian(20, D, 1, 2);
        LogDensities exact = score(rows, Divergence.EXACT);
        LogDensities probed = score(rows, Divergence.HUTCHINSON);
        for (int row = 0; row < 20; row++) {
            assertEquals(exact.logDensity()[row], probed.logDensity()[row], 5 * probed.standardError()[row] + 1e-4);
        }
        assertTrue(Arrays.stream(probed.standardError()).allMatch(error -> error < 1));
    }

    private LogDensities score(RowMatrix rows, Divergence divergence) {
        SamplingSettings solver = SamplingSettings.of(Solver.RK4, 20);
        return Likelihood.of(
                model,
                rows,
                Optional.empty(),
                new LikelihoodSettings(solver, divergence, 200, ProbeLaw.RADEMACHER, 3),
                Monitor.none());
    }
}
