// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryChoiceTest {

    private static final Optional<CudaBuild> BUILD = CudaBuild.of("linux-x86_64");

    @TempDir
    Path folder;

    private Path library(String name, String... libraries) throws IOException {
        Path path = Files.createDirectories(folder.resolve(name));
        for (String library : libraries) {
            Files.createFile(path.resolve(System.mapLibraryName(library)));
        }
        return path;
    }

    private LibraryChoice choice(String libraryPath, boolean driver) {
        return LibraryChoice.of(Optional.ofNullable(libraryPath), folder, BUILD, driver);
    }

    @Test
    void withoutAnyTheProductsOwnIsLoaded() {
        LibraryChoice choice = choice(null, true);
        assertTrue(choice.folder().isEmpty());
        assertEquals("cpu", choice.flavour());
    }

    @Test
    void aCudaLibraryInTheCacheServesEveryDevice() throws IOException {
        Path cached = library("2.7.1-cu128-linux-x86_64", "torch", "torch_cuda");
        assertEquals(Optional.of(new LibraryFolder(cached)), choice(null, true).folder());
        assertEquals("cu128", choice(null, true).flavour());
    }

    @Test
    void withoutADriverTheCudaLibraryStaysUnused() throws IOException {
        library("2.7.1-cu128-linux-x86_64", "torch", "torch_cuda");
        assertTrue(choice(null, false).folder().isEmpty());
    }

    @Test
    void aPartOfALibraryIsNone() throws IOException {
        library("2.7.1-cu128-linux-x86_64", "torch");
        assertTrue(choice(null, true).folder().isEmpty());
    }

    @Test
    void whatTheUserNamesComesFirst() throws IOException {
        library("2.7.1-cu128-linux-x86_64", "torch", "torch_cuda");
        Path own = library("own", "torch");
        LibraryChoice cpu = choice(folder.resolve("empty") + File.pathSeparator + own, true);
        assertEquals(Optional.of(new LibraryFolder(own)), cpu.folder());
        assertFalse(cpu.cuda());
        assertEquals("cpu", cpu.flavour());
        Files.createFile(own.resolve(System.mapLibraryName("torch_cuda")));
        LibraryChoice cuda = choice(own.resolve(System.mapLibraryName("torch")).toString(), false);
        assertEquals(own, cuda.folder().orElseThrow().path());
        assertEquals("cu128", cuda.flavour());
    }

    @Test
    void aNamedFolderWithoutLibtorchIsToldSo() {
        LibraryChoice choice = choice(folder.toString(), true);
        assertTrue(choice.folder().isEmpty());
        GpuObstacle obstacle = new GpuObstacle.OtherLibrary(folder.toString(), false);
        assertTrue(obstacle.reason().endsWith(folder + ", which holds no libtorch."), obstacle.reason());
    }

    @Test
    void pytorchsOwnPackagesTellTheirVersion() throws IOException {
        LibraryFolder zip = new LibraryFolder(library("libtorch/lib", "torch"));
        assertEquals(Optional.empty(), zip.version());
        Files.writeString(folder.resolve("libtorch/build-version"), "2.6.0+cu124\n");
        assertEquals(Optional.of("2.6.0"), zip.version());
        LibraryFolder wheel = new LibraryFolder(library("torch/lib", "torch"));
        Files.writeString(folder.resolve("torch/version.py"), "__version__ = '2.7.1+cu128'\ndebug = False\n");
        assertEquals(Optional.of("2.7.1"), wheel.version());
    }
}
