// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.flowmatch.engine.gpu.LibraryFolder;

/**
 * The program of the process that fetches libtorch: DJL fetches the build that the properties name, checks each file by the
 * CRC of its gzip stream, and loads it. It ends with 0, or with 1 and a last line that names the failure; and at once when
 * its parent ends.
 *
 * <p>A process of its own, because a download in DJL can neither be cancelled nor happen after another libtorch was loaded,
 * and because a library that does not load must not spoil the caller's process.
 */
public final class CudaFetch {

    /** Ends the properties that the parent writes. */
    static final String END = "#end";

    private static final String ENGINE = "PyTorch";

    private CudaFetch() {}

    /** @param arguments the name of the folder in DJL's cache that the library will have */
    public static void main(String[] arguments) throws IOException {
        Reader parent = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        System.getProperties().putAll(properties(parent));
        Thread watch = new Thread(() -> endWith(parent), "parent");
        watch.setDaemon(true);
        watch.start();
        try {
            load(arguments[0]);
            Runtime.getRuntime().halt(0);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            System.out.println("\n" + root.getClass().getSimpleName() + ": "
                    + String.valueOf(root.getMessage()).replaceAll("\\s+", " "));
            System.out.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void load(String name) {
        try {
            Engine.getEngine(ENGINE);
        } catch (RuntimeException e) {
            LibraryFolder folder =
                    new LibraryFolder(Utils.getEngineCacheDir("pytorch").resolve(name));
            if (!folder.hasCuda()) {
                throw e;
            }
            NativeLibrary.preload(folder);
            Engine.getEngine(ENGINE);
        }
    }

    private static Properties properties(Reader parent) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(END) < 0) {
            int character = parent.read();
            if (character < 0) {
                break;
            }
            text.append((char) character);
        }
        Properties properties = new Properties();
        properties.load(new StringReader(text.toString()));
        return properties;
    }

    private static void endWith(Reader parent) {
        try {
            int character = parent.read();
            while (character >= 0) {
                character = parent.read();
            }
        } catch (IOException e) {
            System.out.println("the caller has ended: " + e);
        }
        Runtime.getRuntime().halt(2);
    }
}
