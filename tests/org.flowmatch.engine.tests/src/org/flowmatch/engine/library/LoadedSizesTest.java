// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedSizesTest {

    private static final String AFRESH = "unpack the library again";

    @TempDir
    Path temporary;

    private Path folder;
    private LoadedSizes sizes;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temporary.resolve("lib"));
        Files.write(folder.resolve("libtorch_cuda.so"), new byte[300]);
        Files.write(folder.resolve("libcudart-1b.so.12"), new byte[20]);
        Files.write(folder.resolve("readme.txt"), new byte[1]);
        sizes = LoadedSizes.of(folder, temporary.resolve("cache"));
    }

    private FlowException damaged() {
        FlowException e = assertThrows(FlowException.class, () -> sizes.require(List.of(), AFRESH));
        assertTrue(e.problem().contains(folder.getFileName() + " is damaged or was changed: "), e.problem());
        assertTrue(e.remedy().contains(AFRESH), e.remedy());
        return e;
    }

    @Test
    void beforeTheFirstLoadEverySizeIsRight() {
        assertDoesNotThrow(() -> sizes.require(List.of(), AFRESH));
    }

    @Test
    void aLibraryThatWasCutIsTold() throws IOException {
        sizes.keep();
        assertDoesNotThrow(() -> sizes.require(List.of(), AFRESH));
        Files.write(folder.resolve("libtorch_cuda.so"), new byte[100]);
        FlowException e = damaged();
        assertTrue(e.problem().contains("libtorch_cuda.so has 100 bytes instead of 300"), e.problem());
        assertTrue(e.remedy().contains("delete the file " + sizes.file()), e.remedy());
        Files.delete(sizes.file());
        assertDoesNotThrow(() -> sizes.require(List.of(), AFRESH));
    }

    @Test
    void aLibraryThatIsGoneIsTold() throws IOException {
        sizes.keep();
        Files.delete(folder.resolve("libcudart-1b.so.12"));
        assertTrue(damaged().problem().contains("libcudart-1b.so.12 is missing"));
    }

    @Test
    void otherFilesMayChange() throws IOException {
        sizes.keep();
        Files.write(folder.resolve("readme.txt"), new byte[7]);
        Files.write(folder.resolve("libmore.so"), new byte[7]);
        assertDoesNotThrow(() -> sizes.require(List.of(), AFRESH));
    }

    @Test
    void aLibraryOfTheProductIsComparedWithItsJar() throws IOException {
        PackedLibrary java = new PackedLibrary("libdjl_torch.so", folder.toUri().toURL(), 5_000);
        assertDoesNotThrow(() -> sizes.require(List.of(java), AFRESH));
        Files.write(folder.resolve("libdjl_torch.so"), new byte[4_000]);
        FlowException e = assertThrows(FlowException.class, () -> sizes.require(List.of(java), AFRESH));
        assertTrue(e.problem().contains("libdjl_torch.so has 4000 bytes instead of 5000"), e.problem());
    }

    @Test
    void aRecordThatIsNoneIsPassedOver() throws IOException {
        Files.createDirectories(sizes.file().getParent());
        Files.writeString(sizes.file(), "libtorch_cuda.so=many\n");
        assertDoesNotThrow(() -> sizes.require(List.of(), AFRESH));
    }
}
