// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import java.util.function.Supplier;
import org.flowmatch.knime.comparison.FlowComparisonNodeFactory;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.diagnostics.FlowDiagnosticsNodeFactory;
import org.flowmatch.knime.imputer.FlowImputerNodeFactory;
import org.flowmatch.knime.learner.VelocityLearnerNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.rectifier.FlowRectifierNodeFactory;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.knime.scorer.SyntheticTableScorerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.page.Page;
import org.knime.node.DefaultNodeFactory;

/** The nodes that have a view. */
enum View {
    COLUMNS(FlowCouplingNodeFactory::new),
    LOSS(VelocityLearnerNodeFactory::new),
    DIAGNOSTICS(FlowDiagnosticsNodeFactory::new),
    PATH(ConditionalPathNodeFactory::new),
    SCORES(FlowLikelihoodNodeFactory::new),
    COMPLETION(FlowImputerNodeFactory::new),
    ROUNDS(FlowRectifierNodeFactory::new),
    REPORT(SyntheticTableScorerNodeFactory::new),
    FLOW(FlowSamplerNodeFactory::new),
    PAIRS(FlowReflowNodeFactory::new),
    COMPARISON(FlowComparisonNodeFactory::new);

    private final Supplier<DefaultNodeFactory> factory;

    View(Supplier<DefaultNodeFactory> factory) {
        this.factory = factory;
    }

    DefaultNodeFactory factory() {
        return factory.get();
    }

    Page page() throws InvalidSettingsException {
        NodeHandle node = NodeHandle.create(factory(), null);
        return factory().createNodeView(node.model()).getPage();
    }
}
