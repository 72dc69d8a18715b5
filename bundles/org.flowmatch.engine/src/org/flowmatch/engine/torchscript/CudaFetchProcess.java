// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtEngine;
import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.flowmatch.engine.gpu.CudaBuild;
import org.flowmatch.engine.gpu.CudaDownload;

/**
 * Starts {@link CudaFetch} in a JVM of its own with the jars of this one, but without the product's CPU library, so that DJL
 * fetches the one that is asked for. Proxy and certificate settings of this JVM go along.
 */
public final class CudaFetchProcess implements CudaDownload.Fetch {

    private static final Pattern PASSED_ON = Pattern.compile(
            "(http|https|ftp|socks)\\.?(proxy|nonProxy).*|java\\.net\\.(useSystemProxies|preferIPv4Stack|socks.*)"
                    + "|javax\\.net\\.ssl\\..*|jdk\\.http\\.auth\\..*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DJL_VARIABLE = Pattern.compile("PYTORCH_.*|ENGINE_CACHE_DIR|DJL_CACHE_DIR");
    private static final String JNI_PROPERTIES = "jnilib/pytorch.properties";
    /** Used by DJL's classes, but by none of ours. */
    private static final List<String> FURTHER = List.of("com.sun.jna.Native", "org.slf4j.LoggerFactory");

    private final CudaBuild build;

    public CudaFetchProcess(CudaBuild build) {
        this.build = build;
    }

    @Override
    public Process start(Path folder, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                java().toString(),
                "-Xmx512m",
                "-Dsun.net.client.defaultConnectTimeout=20000",
                "-Dsun.net.client.defaultReadTimeout=60000",
                "-cp",
                classPath(folder.resolve("jni")),
                CudaFetch.class.getName(),
                build.folder());
        builder.environment()
                .keySet()
                .removeIf(name -> DJL_VARIABLE.matcher(name).matches());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        OutputStream out = process.getOutputStream(); // stays open: its end tells the process that this one has ended
        out.write(properties(folder).getBytes(StandardCharsets.UTF_8));
        out.flush();
        return process;
    }

    private static Path java() throws IOException {
        Path folder = Path.of(System.getProperty("java.home"), "bin");
        for (String name : List.of("java", "java.exe")) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new IOException("there is no java program in " + folder + ", which is needed for the download");
    }

    private String properties(Path folder) throws IOException {
        Properties properties = new Properties();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (PASSED_ON.matcher(name).matches()) {
                properties.setProperty(name, System.getProperty(name));
            }
        }
        properties.setProperty("ENGINE_CACHE_DIR", folder.toAbsolutePath().toString());
        properties.setProperty("jna.tmpdir", folder.toAbsolutePath().toString());
        properties.setProperty("PYTORCH_FLAVOR", CudaBuild.FLAVOUR);
        properties.setProperty("OPT_OUT_TRACKING", "true");
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text + "\n" + CudaFetch.END;
    }

    private String classPath(Path jni) throws IOException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(CudaFetch.class, Engine.class, PtEngine.class, Gson.class)) {
            places.add(place(type));
        }
        ClassLoader djl = NDManager.class.getClassLoader();
        for (String name : FURTHER) {
            try {
                places.add(place(Class.forName(name, false, djl)));
            } catch (ClassNotFoundException e) {
                throw new IOException("a part of Deep Java Library is missing: " + name, e);
            }
        }
        String library =
                "jnilib/" + build.platform() + "/" + CudaBuild.FLAVOUR + "/" + System.mapLibraryName("djl_torch");
        for (String resource : List.of(JNI_PROPERTIES, library)) {
            copy(djl, resource, jni.resolve(resource));
        }
        places.add(jni.toString());
        return String.join(File.pathSeparator, places);
    }

    private static void copy(ClassLoader loader, String resource, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("a part of Deep Java Library is missing: " + resource);
            }
            Files.copy(in, file);
        }
    }

    /** The jar or folder that a class came from. Equinox leaves blanks in such addresses as they are. */
    private static String place(Class<?> type) throws IOException {
        URL address = type.getProtectionDomain().getCodeSource().getLocation();
        Path place = new File(address.getPath()).toPath();
        if (!Files.exists(place)) {
            place = new File(URLDecoder.decode(address.getPath(), StandardCharsets.UTF_8)).toPath();
        }
        if (!Files.exists(place)) {
            throw new IOException("the place of " + type.getName() + " is no file: " + address);
        }
        return place.toAbsolutePath().toString();
    }
}
