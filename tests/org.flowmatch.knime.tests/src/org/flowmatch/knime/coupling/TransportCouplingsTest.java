// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.flowmatch.engine.coupling.ConditionCost;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.CouplingSettings.Partial;
import org.flowmatch.engine.coupling.CouplingSettings.Sinkhorn;
import org.flowmatch.engine.coupling.CouplingSettings.Unbalanced;
import org.flowmatch.engine.transport.CostScale;
import org.flowmatch.engine.transport.Entropic;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

/** Couplings by plans of batches. */
class TransportCouplingsTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIMAL_TRANSPORT", "SINKHORN", "UNBALANCED", "PARTIAL"})
    void everyPlanTrains(String coupling) throws Exception {
        PortObject path = bench.path(bench.numbers(60), "coupling", coupling, "transportBatch", 32);
        BufferedDataTable losses = (BufferedDataTable) bench.run(quickLearner(), path)[1];
        assertTrue(Arrays.stream(column(losses, "train")).allMatch(Double::isFinite));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIMAL_TRANSPORT", "SINKHORN", "UNBALANCED", "PARTIAL"})
    void everyPlanTrainsBetweenTwoTablesWithReplacement(String coupling) throws Exception {
        NodeHandle node =
                NodeBench.numericTranslation("coupling", coupling, "transportBatch", 16, "transport/replacement", true);
        PortObject pairs = bench.first(node, bench.numbers(60), bench.numbers(45));
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), pairs);
        BufferedDataTable losses = (BufferedDataTable) bench.run(quickLearner(), path)[1];
        assertTrue(Arrays.stream(column(losses, "train")).allMatch(Double::isFinite));
    }

    @Test
    void settingsReachTheirPlans() throws Exception {
        Entropic entropic = new Entropic(0.2, CostScale.MAX, 500, 0.01);
        ConditionCost cost = new ConditionCost(ConditionCost.Mode.WEIGHTED, 3);
        Object[] settings = {
            "transportBatch",
            64,
            "transport/epsilon",
            0.2,
            "transport/costScale",
            "MAX",
            "transport/iterations",
            500,
            "transport/tolerance",
            0.01,
            "transport/replacement",
            true,
            "transport/conditionMatching",
            "WEIGHTED",
            "transport/conditionWeight",
            3.0,
            "transport/relaxation",
            2.0,
            "transport/fraction",
            0.7
        };
        assertEquals(new CouplingSettings.OptimalTransport(64, true, cost), settings("OPTIMAL_TRANSPORT", settings));
        assertEquals(new Sinkhorn(64, entropic, true, cost), settings("SINKHORN", settings));
        assertEquals(new Unbalanced(64, entropic, 2, true, cost), settings("UNBALANCED", settings));
        assertEquals(new Partial(64, 0.7, true, cost), settings("PARTIAL", settings));
    }

    private CouplingSettings settings(String coupling, Object... settings) throws Exception {
        Object[] all = Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "coupling";
        all[settings.length + 1] = coupling;
        return ((FlowCouplingPortObjectSpec) configure(numericCoupling(all), bench.numbers(10))[0]).coupling();
    }

    @Test
    void defaultsAreThoseOfTheEngine() throws Exception {
        NodeSettings stored = new NodeSettings("model");
        numericCoupling().saveSettings(stored);
        NodeSettings transport = stored.getNodeSettings("transport");
        assertEquals(
                Entropic.DEFAULT,
                new Entropic(
                        transport.getDouble("epsilon"),
                        CostScale.valueOf(transport.getString("costScale")),
                        transport.getInt("iterations"),
                        transport.getDouble("tolerance")));
        assertEquals(
                ConditionCost.DEFAULT,
                new ConditionCost(
                        ConditionCost.Mode.valueOf(transport.getString("conditionMatching")),
                        transport.getDouble("conditionWeight")));
        assertEquals(Unbalanced.DEFAULT_RELAXATION, transport.getDouble("relaxation"));
        assertEquals(Partial.DEFAULT_FRACTION, transport.getDouble("fraction"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SINKHORN   | transport/epsilon         | 0       | regularisation eps of the transport plan is 0",
                "SINKHORN   | transport/epsilon         | 10001   | regularisation eps of the transport plan is"
                        + " 10001",
                "SINKHORN   | transport/tolerance       | 0       | tolerance of the transport plan is 0",
                "SINKHORN   | transport/tolerance       | 1       | tolerance of the transport plan is 1",
                "UNBALANCED | transport/relaxation      | 0       | relaxation of the unbalanced plan is 0",
                "PARTIAL    | transport/fraction        | 0       | mass fraction of the partial plan is 0",
                "PARTIAL    | transport/fraction        | 1.1     | mass fraction of the partial plan is 1.1",
                "PARTIAL    | transport/conditionWeight | -1      | weight of conditions in the transport cost is -1"
            })
    void numbersOutsideTheirRangeAreNamed(String coupling, String key, double value, String message) {
        assertRefused(message, () -> numericCoupling("coupling", coupling, key, value));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000_001})
    void iterationsOutsideTheirRangeAreNamed(int iterations) {
        assertRefused(
                String.format(Locale.ROOT, "iteration limit of the transport plan is %,d", iterations),
                () -> numericCoupling("coupling", "SINKHORN", "transport/iterations", iterations));
    }

    @Test
    void aPlanThatDoesNotConvergeStopsWithAMessage() throws Exception {
        NodeHandle node = numericCoupling(
                "coupling",
                "SINKHORN",
                "transport/epsilon",
                0.001,
                "transport/iterations",
                1,
                "transport/tolerance",
                1e-6);
        assertExecutionFails("1 iteration", () -> bench.run(node, bench.numbers(60)));
    }
}
