// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.library.PackedLibrary;

/**
 * The libraries of PyTorch in the product's jars, under the names of folders and files at which DJL looks for them in its
 * cache: what lies there already DJL neither unpacks nor fetches.
 *
 * @param platform as DJL names it, such as linux-x86_64
 * @param version as DJL puts it into the names of folders: that of the product's CPU build, where there is one
 */
public record PackedTorch(String platform, String version) {

    private static final String TORCH = "native/lib/pytorch.properties";
    private static final String ENGINE = "pytorch-engine.properties";
    private static final String CPU = "cpu";

    public static PackedTorch of(String platform) {
        return new PackedTorch(
                platform,
                find(platform).map(build -> build.getProperty("version")).orElseGet(() -> engine().getProperty(
                                "pytorch_version")));
    }

    /** As DJL names the kinds of computers. */
    public static String platform(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.startsWith("win") ? "win" : name.startsWith("mac") ? "osx" : name.replace(' ', '-');
        String arch = "amd64".equals(osArch) ? "x86_64" : osArch;
        return os + "-" + arch;
    }

    /** The folder in DJL's cache for a build of libtorch; DJL's Java library lies there as well. */
    String folder(String flavour) {
        return version + "-" + flavour + "-" + platform;
    }

    /** The product's CPU build with the Java library for it. @throws FlowException when there is none for this kind of computer */
    public List<PackedLibrary> cpu() {
        Properties build = find(platform).orElseThrow(() -> none(platform));
        List<PackedLibrary> libraries = new ArrayList<>();
        for (String name : build.getProperty("libraries").split(",")) {
            libraries.add(packed(name, "pytorch/" + CPU + "/" + platform + "/" + name));
        }
        libraries.add(java(CPU));
        return libraries;
    }

    /** DJL's Java library for a build of libtorch. */
    PackedLibrary java(String flavour) {
        String name = System.mapLibraryName("djl_torch");
        return packed(
                engine().getProperty("djl_version") + "-" + name, "jnilib/" + platform + "/" + flavour + "/" + name);
    }

    private static Properties engine() {
        try {
            return read(loader().getResource(ENGINE));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static PackedLibrary packed(String name, String resource) {
        try {
            return PackedLibrary.of(name, loader().getResource(resource));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Optional<Properties> find(String platform) {
        try {
            for (URL url : Collections.list(loader().getResources(TORCH))) {
                Properties properties = read(url);
                if (platform.equals(properties.getProperty("classifier"))) {
                    return Optional.of(properties);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Properties read(URL url) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }

    private static FlowException none(String platform) {
        if ("osx-x86_64".equals(platform)) {
            return new FlowException(
                    "There is no native library (libtorch) for Macs with an Intel processor.",
                    "Use a Mac with Apple silicon, Linux (x86-64 or aarch64) or Windows (x86-64).");
        }
        return new FlowException(
                "There is no native library (libtorch) for this computer, which is " + platform + ".",
                "Linux (x86-64, aarch64), Windows (x86-64) and macOS on Apple silicon are supported; on one of these, "
                        + "install the feature's native fragment for it.");
    }

    private static ClassLoader loader() {
        return NDManager.class.getClassLoader();
    }

    private static FlowException unreadable(IOException e) {
        return new FlowException(
                "The native library libtorch cannot be read from the extension: " + e.getMessage() + ".",
                "Reinstall the extension.",
                e);
    }
}
