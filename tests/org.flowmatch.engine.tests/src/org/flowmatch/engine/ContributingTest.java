// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowmatch.engine.field.Motion;
import org.flowmatch.engine.field.ScheduleChange;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Paths;
import org.flowmatch.engine.path.PointsField;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.VectorField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked examples of CONTRIBUTING.md: each block of Java in it is compiled into the engine and used. */
class ContributingTest {
    private static final String SOURCES = "bundles/org.flowmatch.engine/src/org/flowmatch/engine";

    @TempDir
    private Path folder;

    /** The repository: the nearest folder upward that has the guide. */
    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("CONTRIBUTING.md"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new AssertionError(
                    "CONTRIBUTING.md is in no folder above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    private static List<String> blocks() throws IOException {
        Matcher matcher = Pattern.compile("(?s)```java\\R(.*?)```")
                .matcher(Files.readString(repository().resolve("CONTRIBUTING.md")));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertEquals(3, blocks.size(), "a path, its registration, a solver");
        return blocks;
    }

    /** A source of the engine with a block put behind some text in it. */
    private static String patched(String file, String after, String block) throws IOException {
        String source = Files.readString(repository().resolve(SOURCES).resolve(file));
        assertTrue(source.contains(after), file + " has no longer: " + after);
        return source.replace(after, after + "\n" + block);
    }

    @Test
    void thePathIsStoredInterpolatedAndSampledOn() throws Exception {
        String registry = patched("path/Paths.java", "JsonFamily.of(ConditionalPath.class)", blocks().get(1));
        ClassLoader engine = PatchedEngine.of(
                folder, Map.of("SmoothPath", blocks().get(0), "Paths", registry), "org.flowmatch.engine.path", false);
        ConditionalPath path = (ConditionalPath) engine.loadClass("org.flowmatch.engine.path.SmoothPath")
                .getConstructor()
                .newInstance();
        Class<?> paths = engine.loadClass(Paths.class.getName());
        JsonObject json =
                (JsonObject) paths.getMethod("toJson", ConditionalPath.class).invoke(null, path);
        assertEquals("{\"type\":\"smooth\"}", json.toString());
        assertEquals(path, paths.getMethod("fromJson", JsonElement.class).invoke(null, json));

        Schedule schedule = path.schedule();
        assertEquals(0, schedule.a(0));
        assertEquals(1, schedule.a(1));
        assertEquals((schedule.a(0.3 + 1e-6) - schedule.a(0.3 - 1e-6)) / 2e-6, schedule.da(0.3), 1e-9);
        float[] xt = new float[1];
        float[] ut = new float[1];
        path.interpolate(1, 1, new float[] {-1}, new float[] {3}, new float[0], new float[] {0.5f}, xt, ut);
        assertEquals(1, xt[0]); // halfway
        assertEquals(6, ut[0]); // 1.5 (x1 - x0)

        double[][] points = {{-1.2}, {1.5}};
        Motion motion = ScheduleChange.of(Prediction.VELOCITY, new LinearPath(), path);
        PointsField trained = new PointsField(new LinearPath(), 0.4, points);
        double[] x = {0.3};
        var terms = motion.velocity().at(0.4);
        double out = trained.velocity(new double[] {terms.inScale() * x[0]}, terms.time())[0];
        assertEquals(
                new PointsField(path, 0.4, points).velocity(x, 0.4)[0],
                terms.xWeight() * x[0] + terms.outWeight() * out,
                1e-9);
    }

    /** x' = -x from 1: Ralston's error at t = 1 falls by about four when steps are halved. */
    @Test
    void theSolverHasItsOrder() throws Exception {
        String registry = patched("solver/Solver.java", "public enum Solver {", blocks().get(2));
        ClassLoader engine = PatchedEngine.of(folder, Map.of("Solver", registry), "org.flowmatch.engine.solver", true);
        double coarse = Math.abs(decayed(engine, 10) - Math.exp(-1));
        double fine = Math.abs(decayed(engine, 20) - Math.exp(-1));
        assertEquals(2, Math.log(coarse / fine) / Math.log(2), 0.1);
        assertTrue(fine < 2e-4, "error " + fine);
    }

    private static double decayed(ClassLoader engine, int steps) throws ReflectiveOperationException {
        Class<?> solvers = engine.loadClass(Solver.class.getName());
        Class<?> field = engine.loadClass(VectorField.class.getName());
        Object ralston = solvers.getField("RALSTON").get(null);
        Object decay = Proxy.newProxyInstance(engine, new Class<?>[] {field}, (proxy, method, arguments) -> {
            ((double[]) arguments[2])[0] = -((double[]) arguments[1])[0];
            return null;
        });
        double[] times = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            times[i] = (double) i / steps;
        }
        Class<?> executor = engine.loadClass(JavaSolver.class.getName());
        Object solver = executor.getConstructor(solvers, field, int.class).newInstance(ralston, decay, 1);
        double[] end = (double[])
                executor.getMethod("solve", double[].class, double[].class).invoke(solver, new double[] {1}, times);
        return end[0];
    }
}
