// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.field.Motion;
import org.flowmatch.engine.field.ScheduleChange;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.json.JsonFamily;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Losses;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.metric.SampleDistance;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Paths;
import org.flowmatch.engine.path.PointsField;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.VectorField;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.training.StepBlock;
import org.flowmatch.engine.training.StepRates;
import org.flowmatch.engine.training.TrainingProgram;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worked examples of CONTRIBUTING.md: each block of Java in it is compiled into the engine and used; that of a kind of flow
 * by {@link ContributingKindTest}, that of a part of a row by {@link ContributingPartTest}.
 */
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

    static List<String> blocks() throws IOException {
        Matcher matcher = Pattern.compile("(?s)```(?:java|text)\\R(.*?)```")
                .matcher(Files.readString(repository().resolve("CONTRIBUTING.md")));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertEquals(
                17,
                blocks.size(),
                "a path and its registration; a solver; a loss, a network, an encoding, a metric, a kind of flow, a"
                        + " coupling, a part of a row and their registrations");
        return blocks;
    }

    /** A source of the engine with a block put behind some text in it. */
    static String patched(String file, String after, String block) throws IOException {
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

    /** Two targets, of which the mean has the least; and a training program that follows it down. */
    @Test
    void theLossIsStoredAndTrained() throws Exception {
        String registry = patched("loss/Losses.java", "JsonFamily.of(Loss.class)", blocks().get(4));
        ClassLoader engine = PatchedEngine.of(
                folder,
                Map.of("RootDivergence", blocks().get(3), "Losses", registry),
                "org.flowmatch.engine.loss",
                false);
        Loss loss = (Loss) engine.loadClass("org.flowmatch.engine.loss.RootDivergence")
                .getConstructor()
                .newInstance();
        JsonFamily<?> family = (JsonFamily<?>)
                engine.loadClass(Losses.class.getName()).getField("FAMILY").get(null);
        assertEquals(
                "{\"type\":\"root_divergence\"}",
                new JsonRecords(List.of(family)).write(Loss.class, loss).toString());

        Outputs outputs = Outputs.ofNumbers(1);
        double[] slope = new double[1];
        double total = 0;
        for (double target : new double[] {0, 4}) {
            loss.of(outputs, new double[] {2}, new double[][] {{target}}, slope);
            total += slope[0];
        }
        assertEquals(0, total, 1e-12);

        TrainingSettings settings = TrainingSettings.defaults().withBatchSize(2).withEmaDecay(0);
        Mlp network = Mlp.defaults();
        int steps = 300;
        float[] targets = new float[2 * steps];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = i % 2 == 0 ? 0 : 4;
        }
        StepBlock block = new StepBlock(0, steps, 2, new float[2 * steps], new float[2 * steps], targets);
        try (TrainingProgram program = new TrainingProgram(
                network,
                1,
                outputs,
                loss,
                network.initialWeights(1, 1, 1),
                new StepRates(settings, steps),
                Device.CPU,
                Integer.MAX_VALUE)) {
            program.run(block, Monitor.none());
            double least = 0;
            for (double target : new double[] {0, 4}) {
                least += loss.of(outputs, new double[] {2}, new double[][] {{target}}, slope) / 2;
            }
            assertEquals(least, program.averagedLoss(block, Monitor.none()).total(0), 1e-4);
        }
    }

    /** The gradient of the recorded program by differences of the formula, and the derivative along a direction. */
    @Test
    void theNetworkIsDifferentiated() throws Exception {
        String registry = Files.readString(repository().resolve(SOURCES).resolve("network/NetworkSpec.java"));
        Matcher declared = Pattern.compile("public sealed interface NetworkSpec permits .*\\R")
                .matcher(registry);
        assertTrue(declared.find());
        ClassLoader engine = PatchedEngine.of(
                folder,
                Map.of("LinearNetwork", blocks().get(5), "NetworkSpec", declared.replaceFirst(blocks().get(6))),
                "org.flowmatch.engine.network",
                true);
        Class<?> spec = engine.loadClass(NetworkSpec.class.getName());
        Record network = (Record) engine.loadClass("org.flowmatch.engine.network.LinearNetwork")
                .getConstructor()
                .newInstance();
        assertEquals("{\"type\":\"linear_network\"}", stored(spec, network).toString());

        TestProgram parts = new TestProgram()
                .with(fragments(spec.getMethod("program", int.class, int.class).invoke(network, 2, 1)))
                .with(fragments(spec.getMethod("gradientProgram").invoke(network)))
                .with((Fragment) spec.getMethod("tangentProgram").invoke(network))
                .with(new SquaredError().parts(Outputs.ofNumbers(1)));
        double[] w = {0.5, -1, 2, 0.25, 1, -0.5};
        double[] x = {2, 3};
        double t = 0.4;
        double target = 1;
        try (Program program = Program.load(parts.calledBy(NETWORK_CALLS), Device.CPU)) {
            Tensor weights = program.tensor(new float[] {0.5f, -1, 2, 0.25f, 1, -0.5f}, 6);
            Tensor gradient = program.zeros(6);
            Tensor row = program.tensor(new float[] {2, 3}, 1, 2);
            Tensor loss = program.callRecording(
                            "gradient",
                            Argument.of(weights),
                            Argument.of(gradient),
                            Argument.of(row),
                            Argument.of(program.tensor(new float[] {0.4f}, 1)),
                            Argument.of(program.tensor(new float[] {1}, 1, 1)))[0];
            assertEquals(Math.pow(linear(w, x, t) - target, 2), loss.floats()[0], 1e-5);
            for (int i = 0; i < w.length; i++) {
                double there = w[i];
                w[i] = there + 1e-4;
                double above = Math.pow(linear(w, x, t) - target, 2);
                w[i] = there - 1e-4;
                double below = Math.pow(linear(w, x, t) - target, 2);
                w[i] = there;
                assertEquals((above - below) / 2e-4, gradient.floats()[i], 1e-4, "parameter " + i);
            }
            Tensor[] both = program.call(
                    "tangents",
                    Argument.of(weights),
                    Argument.of(row),
                    Argument.of(t),
                    Argument.of(program.tensor(new float[] {1, -1}, 1, 1, 2)));
            assertEquals(linear(w, x, t), both[0].floats()[0], 1e-6);
            assertEquals(linear(w, new double[] {3, 2}, t) - linear(w, x, t), both[1].floats()[0], 1e-6);
        }
    }

    /** A x + a + t (B x + b) for weights A, B, a, b. */
    private static double linear(double[] w, double[] x, double t) {
        return w[0] * x[0] + w[1] * x[1] + w[4] + t * (w[2] * x[0] + w[3] * x[1] + w[5]);
    }

    private static final String NETWORK_CALLS =
            """
            # fragment: calls
            # gives: gradient, tangents
            # needs: accumulate_gradient, tangents_at, layers

            def gradient(self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, target: Tensor) -> Tensor:
                return self.accumulate_gradient(parameters, gradient, x, t, [target], 1.0, 0.0)


            def tangents(self, parameters: Tensor, x: Tensor, t: float, e: Tensor) -> List[Tensor]:
                return self.tangents_at(self.layers(parameters), x, t, e)
            """;

    private static List<Fragment> fragments(Object list) {
        return ((List<?>) list).stream().map(Fragment.class::cast).toList();
    }

    private static <T> JsonElement stored(Class<T> family, Object member) {
        return new JsonRecords().write(family, family.cast(member));
    }

    /** arsinh of multiples of the median magnitude 2, there and back, through a file; and log dz/dx = -log sqrt(x^2 + 4). */
    @Test
    void theEncodingIsFittedStoredAndGivesDensities() throws Exception {
        String registry = patched("encoding/Scaling.java", "public enum Scaling {", blocks().get(8));
        ClassLoader engine = PatchedEngine.of(
                folder,
                Map.of("ArcsinhColumn", blocks().get(7), "Scaling", registry),
                "org.flowmatch.engine.encoding",
                true);
        Class<?> type = engine.loadClass(TableEncoding.class.getName());
        Class<?> settingsType = engine.loadClass(EncodingSettings.class.getName());
        Class<?> scalings = engine.loadClass(Scaling.class.getName());
        Object settings = settingsType
                .getConstructor(scalings, boolean.class, boolean.class, long.class)
                .newInstance(scalings.getField("ARCSINH").get(null), false, true, 0L);
        Table table = new Table(
                List.of(new ColumnInfo("gain", ColumnKind.DOUBLE)), new double[][] {{-2000, -2, 0.5, 1, 3}}, 5);
        Object fitted = type.getMethod("fit", Table.class, settingsType, Monitor.class)
                .invoke(null, table, settings, Monitor.none());
        JsonElement json = (JsonElement) type.getMethod("toJson").invoke(fitted);
        assertEquals("\"arcsinh\"", json.getAsJsonObject().get("scaling").toString());
        JsonObject column =
                json.getAsJsonObject().getAsJsonArray("columns").get(0).getAsJsonObject();
        assertEquals("arcsinh", column.get("type").getAsString());
        assertEquals(2, column.get("unit").getAsDouble());
        Object encoding = type.getMethod("fromJson", JsonElement.class).invoke(null, json);
        assertEquals(fitted, encoding);

        RowMatrix rows = (RowMatrix) type.getMethod("encode", Table.class, TableRole.class, Monitor.class)
                .invoke(encoding, table, TableRole.TARGET, Monitor.none());
        assertEquals(Math.log(1.5 + Math.sqrt(1.5 * 1.5 + 1)), rows.get(4, 0), 1e-6);
        Table back =
                (Table) type.getMethod("decode", RowMatrix.class, Monitor.class).invoke(encoding, rows, Monitor.none());
        for (int row = 0; row < 5; row++) {
            assertEquals(table.get(row, 0), back.get(row, 0), 1e-4 * Math.abs(table.get(row, 0)));
        }

        Class<?> pointsType = engine.loadClass(TiePoints.class.getName());
        Class<?> densityType = engine.loadClass(DensityEncoding.class.getName());
        Object density = densityType
                .getMethod("of", type, pointsType)
                .invoke(
                        null,
                        encoding,
                        pointsType.getConstructor(int.class, long.class).newInstance(9, 1L));
        Object scored =
                densityType.getMethod("encode", Table.class, Monitor.class).invoke(density, table, Monitor.none());
        Method logFactor = scored.getClass().getDeclaredMethod("logFactor");
        logFactor.setAccessible(true);
        assertEquals(-Math.log(Math.sqrt(3 * 3 + 2 * 2)), ((double[]) logFactor.invoke(scored))[4], 1e-12);
    }

    /** What it does is told where it is used, inside of the engine that has it. */
    @Test
    void theCouplingIsStoredAndPairsRows() throws Exception {
        String source = Files.readString(repository().resolve(SOURCES).resolve("coupling/CouplingSettings.java"));
        Matcher declared = Pattern.compile(" *sealed interface Transport .*\\R").matcher(source);
        assertTrue(declared.find());
        ClassLoader engine = PatchedEngine.of(
                folder,
                Map.of(
                        "SlicedTransport",
                        blocks().get(13),
                        "CouplingSettings",
                        declared.replaceFirst(blocks().get(14))),
                "org.flowmatch.engine",
                true);
        ((Runnable) engine.loadClass(SlicedTransportInUse.class.getName())
                        .getConstructor()
                        .newInstance())
                .run();
    }

    /** Means differ by 3 and deviations (1 and 5) by 4: the distance is 5, the last of those of two samples. */
    @Test
    void theMetricIsMeasuredWithTheOthers() throws Exception {
        String source = Files.readString(repository().resolve(SOURCES).resolve("metric/SampleDistance.java"));
        int end = source.indexOf(";", source.indexOf("DISCREPANCY("));
        ClassLoader engine = PatchedEngine.of(
                folder,
                Map.of(
                        "MomentDistance",
                        blocks().get(9),
                        "SampleDistance",
                        source.substring(0, end) + ",\n" + blocks().get(10) + source.substring(end + 1)),
                "org.flowmatch.engine.metric",
                true);
        RowMatrix a = RowMatrix.of(new float[] {-1, 1}, 1);
        RowMatrix b = RowMatrix.of(new float[] {-2, 8}, 1);
        Class<?> common = engine.loadClass(SampleDistance.Common.class.getName());
        Class<?> jobsType = engine.loadClass(DISTANCE_JOBS);
        Constructor<?> constructor = jobsType.getDeclaredConstructor(common);
        constructor.setAccessible(true);
        Object jobs = constructor.newInstance(
                common.getConstructor(double.class, long.class).newInstance(1.0, 1L));
        invoke(jobs, "add", new Class<?>[] {RowMatrix.class, RowMatrix.class}, a, b);
        double[] numbers = (double[]) invoke(jobs, "run", new Class<?>[] {Monitor.class}, Monitor.none());
        assertEquals(SampleDistance.values().length + 1, numbers.length);
        Object distances =
                invoke(jobs, "distances", new Class<?>[] {double[].class, int.class, int.class}, numbers, 0, 0);
        Class<?> kinds = engine.loadClass(SampleDistance.class.getName());
        Object moments = kinds.getField("MOMENTS").get(null);
        assertEquals("moment distance", kinds.getMethod("label").invoke(moments));
        assertEquals(5, (double) distances.getClass().getMethod("of", kinds).invoke(distances, moments), 1e-6);
    }

    private static final String DISTANCE_JOBS = "org.flowmatch.engine.metric.DistanceJobs";

    private static Object invoke(Object target, String name, Class<?>[] types, Object... arguments)
            throws ReflectiveOperationException {
        Method method = target.getClass().getDeclaredMethod(name, types);
        method.setAccessible(true);
        return method.invoke(target, arguments);
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
