// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.engine.EngineException;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.CudaBuild;
import org.flowmatch.engine.gpu.CudaDownload;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.gpu.GpuObstacle;
import org.flowmatch.engine.gpu.GpuProbe;
import org.flowmatch.engine.gpu.GpuReport;
import org.flowmatch.engine.gpu.LibraryChoice;

/** Whether libtorch can compute on a GPU, and the download that may make it so. */
final class CudaDevice {

    private static final TorchArchive PROOF = TorchArchive.of(
            "Proof",
            """
            def forward(self, x: Tensor) -> Tensor:
                return torch.tanh(torch.mm(x, x))
            """);

    private CudaDevice() {}

    /**
     * The answer yes is kept for the life of the process; a no is found anew.
     *
     * @param wanted how much is done for a yes: the CUDA library may be fetched only for {@link DeviceChoice#GPU_DOWNLOAD}, and
     *     for {@link DeviceChoice#AUTO} the cards are not asked for as long as the library is missing
     * @return empty when the GPU can be used
     */
    static Optional<GpuObstacle> obstacle(DeviceChoice wanted, Monitor monitor) {
        if (Proven.yes) {
            return Optional.empty();
        }
        Optional<NativeLibrary.InUse> before = NativeLibrary.inUse();
        boolean cudaInUse = before.map(NativeLibrary.InUse::cuda).orElse(false);
        LibraryChoice choice = NativeLibrary.choice();
        boolean quick = wanted == DeviceChoice.AUTO && !cudaInUse && !choice.cuda();
        GpuProbe probe = GpuProbe.ofThisComputer();
        GpuReport report = quick ? probe.glance() : probe.look();
        if (!cudaInUse && !choice.cuda()) {
            Optional<GpuObstacle> obstacle = missing(wanted == DeviceChoice.GPU_DOWNLOAD, choice, report, monitor);
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        if (before.isPresent() && !cudaInUse) {
            return Optional.of(new GpuObstacle.RestartNeeded());
        }
        return choice.libraryPath().isEmpty() && build().isPresent()
                ? build().get().obstacle(report).or(() -> loaded(report))
                : loaded(report);
    }

    private static Optional<CudaBuild> build() {
        return CudaBuild.of(NativeLibrary.platform());
    }

    private static Optional<GpuObstacle> missing(
            boolean mayDownload, LibraryChoice choice, GpuReport report, Monitor monitor) {
        if (choice.libraryPath().isPresent()) {
            return Optional.of(new GpuObstacle.OtherLibrary(
                    choice.libraryPath().get(), choice.folder().isPresent()));
        }
        Optional<CudaBuild> build = build();
        if (build.isEmpty()) {
            return Optional.of(new GpuObstacle.NoBuild(NativeLibrary.platform()));
        }
        Optional<GpuObstacle> unfit = build.get().obstacle(report);
        if (unfit.isPresent() || !mayDownload) {
            return unfit.or(() -> Optional.of(new GpuObstacle.NoLibrary(build.get())));
        }
        new CudaDownload(build.get(), new CudaFetchProcess(build.get()))
                .into(NativeLibrary.cache().folder(), monitor);
        return Optional.empty();
    }

    /** Loads the CUDA library, if that has not happened, and computes something small on the card. */
    private static Optional<GpuObstacle> loaded(GpuReport report) {
        boolean usable = TorchRuntime.hasCuda();
        NativeLibrary.InUse library = NativeLibrary.inUse().orElseThrow();
        if (!library.cuda()) { // loaded by another node meanwhile
            return Optional.of(new GpuObstacle.RestartNeeded());
        }
        if (!usable) {
            return Optional.of(
                    new GpuObstacle.NotUsable(library.folder().orElseThrow().path(), report));
        }
        try (Program program = Program.load(PROOF, Device.CUDA)) {
            Tensor x = program.tensor(new float[] {0, 1, 1, 0}, 2, 2);
            float got = program.call("forward", Argument.of(x))[0].floats()[0];
            if (Math.abs(got - Math.tanh(1)) > 1e-2) {
                return Optional.of(new GpuObstacle.Failed(
                        "The GPU computed tanh(1) as " + got + ".", "Check the card and its driver."));
            }
        } catch (FlowException e) {
            return Optional.of(new GpuObstacle.Failed(e.problem(), e.remedy()));
        } catch (EngineException e) {
            return Optional.of(new GpuObstacle.Failed(
                    "A first computation on the GPU failed: " + e.getMessage() + ".",
                    "Update the NVIDIA driver and restart."));
        }
        Proven.yes = true;
        return Optional.empty();
    }

    /** Whether this process has computed on the GPU; a property of the process. */
    private static final class Proven {
        private static volatile boolean yes;
    }
}
