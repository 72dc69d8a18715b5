// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.torchscript.TorchRuntime;

/** The processor of this computer, as far as programs for the CPU are written for it. */
public final class Processor {
    /** System property that names a {@link ProcessorChoice} by its text, such as that of another computer whose results are wanted. */
    public static final String PROPERTY = "flowmatch.processor";

    private static final System.Logger LOG = System.getLogger(Processor.class.getName());

    private Processor() {}

    /**
     * The forms in which this processor computes fastest: those that {@value #PROPERTY} names, else those of the file that a first
     * measurement left in the cache of libraries.
     *
     * @throws FlowException when libtorch cannot be loaded, or the property names no choice
     */
    public static ProcessorChoice choice() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return ProcessorChoice.of(named)
                    .orElseThrow(() -> new FlowException(
                            "The system property " + PROPERTY + " is \"" + named
                                    + "\", which names no forms to compute in.",
                            "Let it be \"" + ProcessorChoice.USUAL.text()
                                    + "\" or another such pair of tanh or sigmoid and"
                                    + " matrices or layers, or remove it; then restart."));
        }
        return Measured.CHOICE;
    }

    /** Kind and build: the words that tell processors apart, and the library. */
    static String name() {
        return String.join(
                ", ",
                System.getProperty("os.arch"),
                model(),
                "libtorch " + TorchRuntime.LIBTORCH_VERSION,
                Optional.ofNullable(System.getenv("PYTORCH_LIBRARY_PATH")).orElse("product's"));
    }

    private static String model() {
        Path linux = Path.of("/proc/cpuinfo");
        try (Stream<String> lines = Files.isReadable(linux) ? Files.lines(linux) : Stream.empty()) {
            return String.join(
                    " ",
                    lines.takeWhile(line -> !line.isBlank())
                            .filter(line -> line.matches("(vendor_id|cpu family|model|model name|flags)\\s*:.*"))
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .toList());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the processor is not told", e);
            return "";
        }
    }

    /** A property of the process, found at its first use. */
    private static final class Measured {
        private static final ProcessorChoice CHOICE =
                new KeptChoice(TorchRuntime.cacheFolder(), name()).get(ProcessorProbe::measured);
    }
}
