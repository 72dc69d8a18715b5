// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;

/** What went wrong with a download, in a user's words. */
final class FetchFailure {

    private static final String BY_HAND = "install the library by hand: let the environment variable"
            + " PYTORCH_LIBRARY_PATH name the lib folder of libtorch " + CudaBuild.VERSION + " for CUDA "
            + CudaBuild.CUDA + ", as the README says; then restart.";

    private FetchFailure() {}

    static FlowException noRoom(Path cache, CudaBuild build, long freeBytes) {
        return new FlowException(
                String.format(
                        Locale.ROOT,
                        "PyTorch's CUDA library needs up to %,d MB in the folder %s, but only %,d MB are free.",
                        build.unpackedMb(),
                        cache,
                        freeBytes >> 20),
                "Free some, or set the environment variable ENGINE_CACHE_DIR to another folder and restart.");
    }

    /** @param reason the name of an exception and its message, or any sentence without its full stop */
    static FlowException of(String reason, Path cache, CudaBuild build, Throwable cause) {
        String text = reason.isBlank() ? "the program that fetches it ended without a message" : reason;
        if (has(text, "no space left", "not enough space", "disk full", "quota exceeded")) {
            return noRoom(cache, build, cache.toFile().getUsableSpace());
        }
        if (has(text, "offline mode")) {
            return failure(
                    text,
                    "The environment variable DJL_OFFLINE forbids downloads: remove it and restart, or " + BY_HAND,
                    cause);
        }
        if (has(text, "response code: 407", "proxy")) {
            return failure(
                    text,
                    "The proxy refuses the connection; one that asks for a password is not supported here. You can "
                            + BY_HAND,
                    cause);
        }
        if (has(text, "SSL", "certificat", "PKIX")) {
            return failure(
                    text,
                    "The server's certificate is not trusted, as happens behind a proxy that inspects connections: add its"
                            + " certificate to those of KNIME's Java, or " + BY_HAND,
                    cause);
        }
        if (has(
                text,
                "UnknownHost",
                "ConnectException",
                "NoRouteToHost",
                "SocketException",
                "SocketTimeout",
                "timed out")) {
            return failure(
                    text,
                    "Check the connection and KNIME's proxy settings and run the node again, or " + BY_HAND,
                    cause);
        }
        if (has(text, "EOFException", "ZipException", "Corrupt", "Premature", "unexpected end")) {
            return failure(text, "The transfer was broken or damaged: run the node again, or " + BY_HAND, cause);
        }
        if (has(text, "UnsatisfiedLink", "dependent librar")) {
            return failure(
                    text,
                    "The library was downloaded completely, but does not load here. On Windows install the Visual C++"
                            + " Redistributable; on Linux a system from 2020 or later is needed. You can also "
                            + BY_HAND,
                    cause);
        }
        return failure(text, "Run the node again, or " + BY_HAND, cause);
    }

    private static FlowException failure(String reason, String remedy, Throwable cause) {
        return new FlowException("PyTorch's CUDA library cannot be downloaded: " + reason + ".", remedy, cause);
    }

    private static boolean has(String text, String... parts) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of(parts).anyMatch(part -> lower.contains(part.toLowerCase(Locale.ROOT)));
    }
}
