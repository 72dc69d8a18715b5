// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which libtorch a process loads. It can load one only, and a CUDA build computes on the CPU too: so the choice is the same
 * whichever device the first node asks for.
 *
 * @param folder with the library; empty for the CPU build that the product carries
 * @param libraryPath what {@code PYTORCH_LIBRARY_PATH} says
 */
public record LibraryChoice(Optional<LibraryFolder> folder, Optional<String> libraryPath) {

    /**
     * The library that the user names; else the CUDA build in DJL's cache, where there is one and a driver; else the
     * product's own.
     *
     * @param libraryPath what {@code PYTORCH_LIBRARY_PATH} says
     * @param cache DJL's folder for PyTorch
     * @param build the CUDA build for this platform, if there is one
     * @param driver whether NVIDIA's driver is installed; without it the CUDA build does not load
     */
    public static LibraryChoice of(
            Optional<String> libraryPath, Path cache, Optional<CudaBuild> build, boolean driver) {
        if (libraryPath.isPresent()) {
            return new LibraryChoice(LibraryFolder.named(libraryPath.get(), File.pathSeparator), libraryPath);
        }
        return new LibraryChoice(
                build.filter(b -> driver)
                        .map(b -> new LibraryFolder(cache.resolve(b.folder())))
                        .filter(LibraryFolder::hasCuda),
                Optional.empty());
    }

    public boolean cuda() {
        return folder.isPresent() && folder.get().hasCuda();
    }

    /** The flavour of the Java library that fits: DJL guesses it from a CUDA toolkit, which a user need not have. */
    public String flavour() {
        return cuda() ? CudaBuild.FLAVOUR : "cpu";
    }
}
