// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.file.AtomicFile;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.Prediction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowModelFileTest {
    @TempDir
    private Path folder;

    private FlowModel model;
    private Path file;

    @BeforeEach
    void writeAModel() {
        Mlp network = new Mlp(List.of(5, 7), Activation.GELU, new TimeFeatures.Fourier(2));
        FlowModel plain = TestModels.random(3, network, new LipmanPath(0.01), 3);
        Provenance first = TestModels.provenance(0, List.of());
        model = new FlowModel(
                network,
                plain.weights(),
                new AffineVelocity(plain.velocity().path(), Prediction.VELOCITY),
                plain.encoding(),
                SourceLaw.TABLE,
                TestModels.provenance(2, first.chain()));
        file = folder.resolve("moons.flow");
        FlowModelFile.write(model, file);
    }

    private static FlowException refused(Path file) {
        return assertThrows(FlowException.class, () -> FlowModelFile.read(file));
    }

    private FlowException refused(byte[] content) throws IOException {
        Files.write(file, content);
        return refused(file);
    }

    @Test
    void everythingComesBack() {
        FlowModel read = FlowModelFile.read(file);
        assertEquals(model.network(), read.network());
        assertArrayEquals(model.weights(), read.weights());
        assertEquals(model.dynamics(), read.dynamics());
        assertEquals(model.source(), read.source());
        assertEquals(model.provenance(), read.provenance());
        assertEquals(model.encoding(), read.encoding());
        assertEquals(3, read.columns());
    }

    /** On a thread that the caller need not wait for: the files are looked at until it has ended. */
    @Test
    void aCancelledWriteLeavesTheOlderFileAndNothingElse() throws Exception {
        byte[] older = Files.readAllBytes(file);
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        FlowModel other = TestModels.random(
                2, new Mlp(List.of(300, 300), Activation.GELU, new TimeFeatures.Raw()), new LipmanPath(0.01), 3);
        assertThrows(CancellationException.class, () -> FlowModelFile.write(other, file, cancelled));
        assertThrows(CancellationException.class, () -> FlowModelFile.read(file, cancelled));
        // the writer that nobody waits for may not even have begun
        for (int tries = 0, quiet = 0; tries < 600 && quiet < 20; tries++) {
            Thread.sleep(50);
            quiet = files() == 1 ? quiet + 1 : 0;
        }
        assertEquals(1, files());
        assertArrayEquals(older, Files.readAllBytes(file));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again.flow");
        FlowModelFile.write(FlowModelFile.read(file), again);
        assertEquals(-1, Files.mismatch(file, again));
    }

    /** The safetensors format: 8 bytes of header length, JSON, numbers; the names are those of the network's layout. */
    @Test
    void weightsAreSafetensors() throws IOException {
        byte[] weights = ZipParts.read(file).get("weights.safetensors");
        int headerLength =
                (int) ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(weights, 8, headerLength, StandardCharsets.UTF_8);
        assertEquals(0, headerLength % 8);
        assertEquals(8 + headerLength + 4 * model.weights().length, weights.length);
        assertTrue(
                header.contains("\"layers.0.weight\":{\"dtype\":\"F32\",\"shape\":[5,8],\"data_offsets\":[0,160]}"),
                header);
    }

    @Test
    void theDescriptionSaysWhatTimeMeans() throws IOException {
        assertTrue(ZipParts.text(file, "model.json").contains("\"timeConvention\":\"t = 0 source, t = 1 target\""));
    }

    @Test
    void lossesThatAreNotFiniteAreStoredAsNull() {
        Provenance provenance = new Provenance(
                "1",
                "",
                "independent",
                new JsonObject(),
                new JsonObject(),
                0,
                0,
                1,
                1,
                1,
                OptionalDouble.of(Double.NaN),
                OptionalDouble.of(0.5),
                0,
                List.of());
        FlowModel nan = new FlowModel(
                model.network(), model.weights(), model.dynamics(), model.encoding(), model.source(), provenance);
        FlowModelFile.write(nan, file);
        assertEquals(
                OptionalDouble.empty(), FlowModelFile.read(file).provenance().trainLoss());
        assertEquals(
                OptionalDouble.of(0.5), FlowModelFile.read(file).provenance().validationLoss());
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        FlowException e = refused(folder.resolve("other.flow"));
        assertTrue(e.problem().contains("other.flow does not exist"), e.problem());
    }

    @Test
    void aFileOfAnotherKindIsNamed() throws IOException {
        FlowException e = refused("not a zip at all".getBytes(StandardCharsets.UTF_8));
        assertTrue(e.problem().contains("moons.flow is not a flow model"), e.problem());
        assertTrue(refused(new byte[0]).problem().contains("is not a flow model"));
    }

    @Test
    void truncatedFilesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {1, 30, 100, whole.length / 2, whole.length - 22, whole.length - 1}) {
            FlowException e = refused(Arrays.copyOf(whole, length));
            assertTrue(e.problem().contains("truncated"), length + " bytes: " + e.problem());
        }
    }

    /** A changed byte anywhere either is of no consequence (a time stamp in the zip) or is refused; it never changes the model. */
    @Test
    void aChangedByteNeverGivesAnotherModel() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int refusals = 0;
        for (int i = 0; i < whole.length; i += 11) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Files.write(file, changed);
            try {
                FlowModel read = FlowModelFile.read(file);
                assertArrayEquals(model.weights(), read.weights(), "byte " + i);
                assertEquals(model.provenance(), read.provenance(), "byte " + i);
                assertEquals(model.dynamics(), read.dynamics(), "byte " + i);
            } catch (FlowException e) {
                assertFalse(e.remedy().isEmpty(), "byte " + i);
                refusals++;
            }
        }
        assertTrue(refusals > whole.length / 11 / 2, refusals + " refusals");
    }

    @Test
    void writingReplacesAnOlderFileAndLeavesNothingElse() throws IOException {
        FlowModelFile.write(TestModels.random(2), file);
        assertEquals(2, FlowModelFile.read(file).columns());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        Path elsewhere = folder.resolve("missing/moons.flow");
        FlowException e = assertThrows(FlowException.class, () -> FlowModelFile.write(model, elsewhere));
        assertTrue(e.problem().startsWith("The flow model cannot be written to " + elsewhere), e.problem());
    }

    /** A disk that fills up in the middle: the message says so, the older file stays, no part of the new one is left. */
    @Test
    void aFullDiskLosesNothing() throws IOException {
        byte[] before = Files.readAllBytes(file);
        FlowException e = assertThrows(
                FlowException.class,
                () -> AtomicFile.write(file, "flow model", out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }));
        assertTrue(e.problem().contains("No space left on device"), e.problem());
        assertTrue(e.remedy().contains("disk has space"), e.remedy());
        assertArrayEquals(before, Files.readAllBytes(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
