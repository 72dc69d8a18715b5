// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

class FlowSamplerNodeTest {
    @TempDir
    static Path folder;

    private static NodeBench bench;
    private static FlowModelPortObject plain;

    @BeforeAll
    static void train() throws Exception {
        bench = new NodeBench(folder);
        plain = gaussianModel(bench.numbers(100), "scaling", "STANDARDISE");
    }

    private static FlowModelPortObject gaussianModel(BufferedDataTable target, Object... coupling) throws Exception {
        return bench.first(quickLearner(), bench.path(target, coupling));
    }

    private static FlowModelPortObject tableModel() throws Exception {
        PortObject coupling = bench.first(NodeBench.numericTranslation(), bench.numbers(50), bench.numbers(60));
        return bench.first(quickLearner(), bench.first(node(new ConditionalPathNodeFactory()), coupling));
    }

    @Test
    void namesTypesResolutionAndRangeSurvive() throws Exception {
        BufferedDataTable target = bench.table(
                List.of("price", "count", "id"),
                List.of(
                        row(0.25, 3, 1L << 40),
                        row(0.5, 4, 1L << 41),
                        row(0.75, 4, 3L << 40),
                        row(1.0, 9, 1L << 42),
                        row(1.25, 5, 5L << 40)));
        BufferedDataTable sampled = bench.first(sampler("rows", 200), gaussianModel(target));
        assertEquals(
                List.of("price", "count", "id"),
                Arrays.asList(sampled.getDataTableSpec().getColumnNames()));
        assertEquals(
                List.of(DoubleCell.TYPE, IntCell.TYPE, LongCell.TYPE),
                sampled.getDataTableSpec().stream().map(c -> c.getType()).toList());
        for (String name : List.of("price", "count", "id")) {
            Set<Double> observed = Arrays.stream(column(target, name)).boxed().collect(Collectors.toSet());
            assertTrue(observed.containsAll(
                    Arrays.stream(column(sampled, name)).boxed().toList()));
        }
        assertEquals("Row0", rows(sampled).get(0).getKey().getString());
        assertEquals(200, sampled.size());
    }

    @Test
    void configurePromisesWhatExecuteGives() throws Exception {
        for (Object[] settings : new Object[][] {{}, {"trajectories", true}}) {
            NodeHandle sampler = sampler(settings);
            DataTableSpec promised = (DataTableSpec) configure(sampler, plain)[0];
            BufferedDataTable sampled = bench.first(sampler, plain);
            assertTrue(promised.equalStructure(sampled.getDataTableSpec()));
            assertEquals(Optional.empty(), sampler.codingProblem());
        }
    }

    @Test
    void sameSeedGivesTheSameRows() throws Exception {
        double[] first = column(bench.first(sampler("seed", 5L), plain), "x");
        assertArrayEquals(first, column(bench.first(sampler("seed", 5L), plain), "x"));
        assertTrue(!Arrays.equals(first, column(bench.first(sampler("seed", 6L), plain), "x")));
    }

    @ParameterizedTest
    @EnumSource(names = "FLOW_MAP", mode = EnumSource.Mode.EXCLUDE)
    void everySolverOfTheEngineCanBeChosen(Solver solver) throws Exception {
        String setting = solver.stochastic() ? "motion/solver" : "solver/method";
        BufferedDataTable sampled = bench.first(sampler(setting, solver.name(), "rows", 10, "solver/steps", 20), plain);
        assertEquals(10, sampled.size());
    }

    @Test
    void trajectoriesHoldEveryStep() throws Exception {
        FlowModelPortObject model = gaussianModel(bench.numbers(100), "scaling", "NONE", "limitToObserved", false);
        Object[] settings = {"rows", 3, "solver/steps", 4};
        BufferedDataTable ends = bench.first(sampler(settings), model);
        BufferedDataTable states = bench.first(sampler("rows", 3, "solver/steps", 4, "trajectories", true), model);
        assertEquals(
                List.of("trajectory", "step", "t", "x", "k"),
                Arrays.asList(states.getDataTableSpec().getColumnNames()));
        assertEquals(3 * 5, states.size());
        double[] times = column(states, "t");
        assertEquals(0, times[0]);
        assertEquals(1, times[14]);
        assertArrayEquals(column(ends, "x"), Arrays.copyOfRange(column(states, "x"), 12, 15));
        assertEquals("Row1", ((StringCell) rows(states).get(13).getCell(0)).getStringValue());
    }

    @Test
    void onlyRowsThatHaveArrivedAreLimitedToTheObservedRange() throws Exception {
        FlowModelPortObject model = gaussianModel(bench.numbers(100), "scaling", "NONE");
        double[] x = column(bench.first(sampler("rows", 200, "solver/steps", 2, "trajectories", true), model), "x");
        assertTrue(Arrays.stream(x, 0, 200).min().orElseThrow() < -1, "noise below the target's range is kept");
        assertTrue(Arrays.stream(x, 400, 600).allMatch(value -> Math.abs(value) <= 1), "the target lies in [-1, 1]");
    }

    @Test
    void trajectoryColumnsNeverHideModelledOnes() throws Exception {
        BufferedDataTable target =
                bench.table(List.of("t", "step"), List.of(row(1.0, 2.0), row(2.0, 3.5), row(3.0, 9.0)));
        DataTableSpec spec = (DataTableSpec) configure(sampler("trajectories", true), gaussianModel(target))[0];
        assertEquals(List.of("trajectory", "step (#1)", "t (#1)", "t", "step"), Arrays.asList(spec.getColumnNames()));
    }

    /** Variance exploding gives the source the standard deviation 10, a tube of width 1 the root of 2. */
    @ParameterizedTest
    @ValueSource(strings = {"LINEAR", "VARIANCE_EXPLODING", "TUBE"})
    void backwardReturnsTheUnitNoiseThatForwardStartedFrom(String path) throws Exception {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cells.add(row(Math.sin(i), Math.cos(1.7 * i)));
        }
        PortObject coupling = bench.first(
                numericCoupling("scaling", "NONE", "limitToObserved", false), bench.table(List.of("x", "y"), cells));
        FlowModelPortObject model = bench.first(quickLearner(), (PortObject)
                bench.first(node(new ConditionalPathNodeFactory(), "path", path, "tubeWidth", 1.0), coupling));
        Object[] solver = {"solver/method", "RK4", "rows", 20, "seed", 3L};
        BufferedDataTable target = bench.first(sampler(solver), model);
        BufferedDataTable noise = bench.first(withRows("direction", "BACKWARD", "solver/method", "RK4"), model, target);
        RowMatrix drawn = SourceRows.gaussian(20, 2, 1, 3);
        double[] x = column(noise, "x");
        double[] y = column(noise, "y");
        for (int row = 0; row < 20; row++) {
            // the errors of the solver on both ways
            assertEquals(drawn.get(row, 0), x[row], 0.01);
            assertEquals(drawn.get(row, 1), y[row], 0.01);
        }
    }

    @Test
    void wholeNumbersBecomeNoiseOfDecimals() throws Exception {
        BufferedDataTable noise = bench.first(withRows("direction", "BACKWARD"), plain, bench.numbers(20));
        assertEquals(20, noise.size());
        assertEquals(
                DoubleCell.TYPE, noise.getDataTableSpec().getColumnSpec("k").getType());
    }

    @Test
    void aModelDistilledToOneStepIsRefusedBeforeItIsTrained() throws Exception {
        PortObject pairs = bench.first(node(new FlowReflowNodeFactory(), "rows", 50, "solver/steps", 2), plain);
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), pairs);
        PortObjectSpec model = configure(quickLearner("times/timeLaw", "START"), path)[0];
        PortObjectSpec[] specs = {model};
        assertRefused(
                "The model was distilled to one step, so it can be sampled by one forward step of EULER alone",
                () -> sampler().configure(specs));
        assertEquals(1, sampler("solver/method", "EULER", "solver/steps", 1).configure(specs).length);
    }

    @Test
    void rowsOfATableKeepTheirIds() throws Exception {
        BufferedDataTable sampled = bench.first(withRows(), tableModel(), bench.numbers(7));
        assertEquals(
                List.of("Row0", "Row1", "Row2", "Row3", "Row4", "Row5", "Row6"),
                rows(sampled).stream().map(r -> r.getKey().getString()).toList());
    }

    @Test
    void sourceTableIsDemandedOrRefused() throws Exception {
        FlowModelPortObject table = tableModel();
        assertRefused("no table of source rows is connected", () -> configure(sampler(), table));
        assertRefused("takes no source table", () -> configure(withRows(), plain, bench.numbers(5)));
        assertRefused(
                "Backward, the sampler starts from target rows",
                () -> configure(sampler("direction", "BACKWARD"), plain));
    }

    @Test
    void columnsOfTheSourceTableAreChecked() throws Exception {
        FlowModelPortObject model = tableModel();
        BufferedDataTable lacking = bench.table(List.of("x"), List.of(row(1.0)));
        BufferedDataTable decimals = bench.table(List.of("x", "k"), List.of(row(1.0, 0.5)));
        BufferedDataTable missing = bench.table(List.of("x", "k"), List.of(row(1.0, 2), row(null, 3)));
        BufferedDataTable none = bench.emptyLike(model.getSpec());
        assertRefused("The source table lacks the column \"k\".", () -> configure(withRows(), model, lacking));
        assertRefused(
                "The column \"k\" of the source table holds decimal", () -> configure(withRows(), model, decimals));
        KNIMEException unusable = assertExecutionFails(
                "The column \"x\" of the source table is missing, NaN or infinite in the row \"Row1\".",
                () -> bench.run(withRows(), model, missing));
        assertEquals(
                List.of("Repair or remove such rows first, for instance with Missing Value or Row Filter."),
                unusable.getKNIMEMessage().getResolutions(),
                "this node has no setting to skip rows");
        assertExecutionFails("no rows", () -> bench.run(withRows(), model, none));
    }

    @Test
    void columnsThatTheModelDoesNotKnowAreNamed() throws Exception {
        BufferedDataTable start = bench.table(List.of("x", "k", "name"), List.of(row(1.0, 2, "a"), row(0.5, 3, "b")));
        NodeHandle node = withRows();
        FlowModelPortObject model = tableModel();
        String warning =
                "The output will not have the column \"name\" (String): the model does not know it. Row IDs are"
                        + " kept: where such columns are wanted, join the tables by them.";
        configure(node, model, start);
        assertEquals(warning, node.warning().orElseThrow());
        bench.run(node, model, start);
        assertEquals(warning, node.warning().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows | 0 | \"Rows\" is 0",
                "solver/steps | 0 | number of steps is 0",
                "solver/steps | 10001 | number of steps is 10,001"
            })
    void wholeNumbersOutsideTheirRangeAreNamed(String key, int value, String message) {
        assertRefused(message, () -> sampler(key, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "solver/relativeTolerance | 0 | relative tolerance is 0",
                "solver/absoluteTolerance | 1 | absolute tolerance is 1"
            })
    void tolerancesOutsideTheirRangeAreNamed(String key, double value, String message) {
        assertRefused(message, () -> sampler(key, value));
    }

    private static NodeHandle sampler(Object... settings) throws InvalidSettingsException {
        return node(new FlowSamplerNodeFactory(), settings);
    }

    private static NodeHandle withRows(Object... settings) throws InvalidSettingsException {
        return nodeWith(new FlowSamplerNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, settings);
    }
}
