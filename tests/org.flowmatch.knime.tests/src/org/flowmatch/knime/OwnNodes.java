// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import java.util.Arrays;
import org.flowmatch.standin.Extensions;
import org.flowmatch.standin.ui.DialogProbe;
import org.flowmatch.standin.ui.ParametersStore;
import org.flowmatch.standin.ui.PortsInput;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** The nodes of the bundle, for claims that hold for each. A constant is named by the factory's package and first words. */
enum OwnNodes {
    EXAMPLE("example.FlowExampleData"),
    COUPLING("coupling.FlowCoupling"),
    PATH("path.ConditionalPath"),
    LEARNER("learner.VelocityLearner"),
    NORMALISING("normalising.NormalisingFlowLearner"),
    SAMPLER("sampler.FlowSampler"),
    IMPUTER("imputer.FlowImputer"),
    REFLOW("reflow.FlowReflow"),
    RECTIFIER("rectifier.FlowRectifier"),
    LIKELIHOOD("likelihood.FlowLikelihood"),
    DIAGNOSTICS("diagnostics.FlowDiagnostics"),
    TRANSPORT_MAP("transportmap.OptimalTransportMap"),
    COMPARISON("comparison.FlowComparison"),
    SCORER("scorer.SyntheticTableScorer");

    private final String name;

    OwnNodes(String name) {
        this.name = "org.flowmatch.knime." + name;
    }

    DefaultNodeFactory factory() {
        NodeFactory<?> factory = Extensions.nodeFactory(name + "NodeFactory").orElseThrow();
        return (DefaultNodeFactory) factory;
    }

    Class<? extends NodeParameters> parameters() throws ClassNotFoundException {
        return Class.forName(name + "NodeParameters", true, factory().getClass().getClassLoader())
                .asSubclass(NodeParameters.class);
    }

    /**
     * The dialog with these settings.
     *
     * @param inputs the number of connected input ports
     */
    DialogProbe dialog(int inputs, Object... keysAndValues) throws Exception {
        NodeSettings settings = new NodeSettings("model");
        NodeBench.node(factory(), keysAndValues).saveSettings(settings);
        return dialog(inputs, settings);
    }

    /** The dialog with settings that the node itself might refuse. */
    DialogProbe dialog(int inputs, NodeSettings settings) throws Exception {
        PortType[] types = new PortType[inputs];
        Arrays.fill(types, BufferedDataTable.TYPE);
        return new DialogProbe(
                ParametersStore.load(parameters(), settings),
                PortsInput.ofSpecs(new PortObjectSpec[inputs], types, new PortType[0]));
    }
}
