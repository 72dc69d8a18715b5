// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import com.google.gson.JsonElement;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.flowmatch.engine.dynamics.DynamicsKind;
import org.opentest4j.TestAbortedException;

/**
 * The engine with some source files added or replaced: they are compiled against the engine, and their package is loaded
 * again, so that all its classes see them.
 */
final class PatchedEngine extends ClassLoader {
    private final Path compiled;
    private final String reloaded;

    private PatchedEngine(Path compiled, String reloaded) {
        super(FlowException.class.getClassLoader());
        this.compiled = compiled;
        this.reloaded = reloaded;
    }

    /**
     * The engine with a kind of flow.
     *
     * @param registration lines for the registry of kinds
     */
    static PatchedEngine withKind(Path folder, String name, String source, String registration)
            throws IOException, URISyntaxException {
        PatchedEngine engine = of(folder, Map.of(name, source), "org.flowmatch.engine", true);
        String registry = "META-INF/services/" + DynamicsKind.class.getName();
        Path patched = engine.compiled.resolve(registry);
        Files.createDirectories(patched.getParent());
        try (InputStream in = engine.getParent().getResourceAsStream(registry)) {
            Files.writeString(patched, new String(in.readAllBytes(), StandardCharsets.UTF_8) + registration);
        }
        return engine;
    }

    /**
     * @param folder takes sources and classes
     * @param sources text by simple class name
     * @param inPackage the package that is loaded again, with those below it
     * @param reload whether the other classes of the package are loaded again, too, to give access to what is theirs alone;
     *     otherwise only the sources' classes are new
     */
    static PatchedEngine of(Path folder, Map<String, String> sources, String inPackage, boolean reload)
            throws IOException, URISyntaxException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new TestAbortedException("this Java has no compiler");
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
        }
        Path classes = Files.createDirectory(folder.resolve("classes"));
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "-proc:none",
                "-cp",
                locations(FlowException.class) + File.pathSeparator + locations(JsonElement.class));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean good = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!good) {
                throw new AssertionError("CONTRIBUTING.md does not compile: " + messages);
            }
        }
        return new PatchedEngine(classes, reload ? inPackage + "." : "");
    }

    /** A bundle is a jar, or a project's folder whose classes lie in target/classes. */
    private static String locations(Class<?> type) throws URISyntaxException {
        Path location =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return location + File.pathSeparator + location.resolve("target/classes");
    }

    /** Files that are not classes, such as registrations: those of the folder come in place of the engine's. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Path file = compiled.resolve(name);
        return Files.exists(file) ? Collections.enumeration(List.of(file.toUri().toURL())) : super.getResources(name);
    }

    /** What the engine does not know is the tests'. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return PatchedEngine.class.getClassLoader().loadClass(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : isNew(name) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private boolean isNew(String name) {
        return Files.exists(compiled.resolve(file(name))) || !reloaded.isEmpty() && name.startsWith(reloaded);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        Path file = compiled.resolve(file(name));
        try (InputStream in = Files.exists(file) ? Files.newInputStream(file) : loaded(file(name))) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private InputStream loaded(String file) {
        InputStream engine = getParent().getResourceAsStream(file);
        return engine != null ? engine : PatchedEngine.class.getClassLoader().getResourceAsStream(file);
    }

    private static String file(String name) {
        return name.replace('.', '/') + ".class";
    }
}
