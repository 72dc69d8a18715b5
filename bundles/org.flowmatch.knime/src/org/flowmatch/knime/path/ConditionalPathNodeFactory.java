// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.port.ConditionalPathPortObject;
import org.flowmatch.knime.port.ConditionalPathPortObjectSpec;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.view.StoredView;
import org.flowmatch.knime.view.ViewPage;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Chooses the path along which points move from source to target rows. */
public final class ConditionalPathNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Conditional Path")
            .icon("../../../../icons/conditional-path.png")
            .shortDescription("Chooses the path x_t along which points move from source rows to target rows.")
            .fullDescription(
                    """
                    <p>Chooses how rows move from the source to the target, which is what Velocity Learner then learns. The linear
                    path is right for most uses; others are those of diffusion models, or of your own.</p>
                    <p>A conditional path says where a point is at time t when its source row x<sub>0</sub> (t = 0) and its target
                    row x<sub>1</sub> (t = 1) are known: x<sub>t</sub> = a(t) x<sub>1</sub> + s(t) x<sub>0</sub>, with noise e of its own on some paths. Its velocity
                    u<sub>t</sub> = a'(t) x<sub>1</sub> + s'(t) x<sub>0</sub> is what a Velocity Learner learns to predict from x<sub>t</sub> and t alone.</p>
                    <p>Start with the linear path: it is the simplest, works with any source and any coupling, and can be
                    made straighter by reflow. Choose Lipman's path to smooth a small table a little. The
                    variance-preserving and variance-exploding paths are those of diffusion models; like the conical path
                    they need a Gaussian source, and the node refuses a source table. A tube or a bridge adds noise around
                    the line, whose score can be learnt even between two tables. With an expression you give a(t) and s(t)
                    yourself.</p>
                    <p>The paths, and the times on which they are trained and sampled: at the end of some arcs the velocity is infinite,
                    so they stop just before it.</p>
                    <ul>
                    <li><i>Linear</i>: x<sub>t</sub> = t x<sub>1</sub> + (1 - t) x<sub>0</sub>, velocity x<sub>1</sub> - x<sub>0</sub>, for t from 0 to 1 (Liu et al., 2023);</li>
                    <li><i>Lipman</i>: x<sub>t</sub> = t x<sub>1</sub> + (1 - (1 - sigma<sub>min</sub>) t) x<sub>0</sub>, for t from 0 to 1 (Lipman et al., 2023): with a Gaussian
                    source every target row is widened to a small Gaussian;</li>
                    <li><i>Variance preserving</i>: x<sub>t</sub> = a(t) x<sub>1</sub> + sqrt(1 - a(t)<sup>2</sup>) x<sub>0</sub> with a(t) = exp(-T/2) and
                    T = beta<sub>min</sub> (1 - t) + (beta<sub>max</sub> - beta<sub>min</sub>) (1 - t)<sup>2</sup> / 2, for t from 0 to 0.999 (Song et al., 2021);</li>
                    <li><i>Conical Gaussian</i>: the linear path as a law of x<sub>1</sub> alone, velocity (x<sub>1</sub> - x<sub>t</sub>) / (1 - t), for t from 0 to 1
                    (Lipman et al., 2023, with sigma<sub>min</sub> = 0);</li>
                    <li><i>Polynomial</i>: x<sub>t</sub> = t<sup>n</sup> x<sub>1</sub> + (1 - t<sup>n</sup>) x<sub>0</sub>, for t from 0 to 1, n at least 1 (Lipman et al., 2024);</li>
                    <li><i>Cosine</i>: x<sub>t</sub> = sin(pi t / 2) x<sub>1</sub> + cos(pi t / 2) x<sub>0</sub>, for t from 0 to 1 (Albergo and Vanden-Eijnden, 2023);</li>
                    <li><i>Linear variance preserving</i>: x<sub>t</sub> = t x<sub>1</sub> + sqrt(1 - t<sup>2</sup>) x<sub>0</sub>, for t from 0 to 0.9999 (Lipman et al.,
                    2024);</li>
                    <li><i>Variance exploding</i>: x<sub>t</sub> = x<sub>1</sub> + s(t) x<sub>0</sub>, with s(t) from the sigma at the source to that at the target, for
                    t from 0 to 1 (Song et al., 2021; Karras et al., 2022). Its velocity is as large as its noise: train longer, or
                    predict the target or the noise;</li>
                    <li><i>Tube</i>: x<sub>t</sub> = t x<sub>1</sub> + (1 - t) x<sub>0</sub> + sigma e, for t from 0 to 1 (Tong et al., 2024);</li>
                    <li><i>Brownian bridge</i>: x<sub>t</sub> = t x<sub>1</sub> + (1 - t) x<sub>0</sub> + sigma sqrt(t (1 - t)) e, for t from 0.00001 to 0.999 (Tong et al.,
                    2024): with the Sinkhorn coupling of eps = 2 sigma<sup>2</sup> the Schroedinger bridge;</li>
                    <li><i>Expression</i>: x<sub>t</sub> = a(t) x<sub>1</sub> + s(t) x<sub>0</sub>, whose derivatives are exact, for t from 0 to 1.</li>
                    </ul>
                    <p>A model may be sampled on another path later, see Flow Sampler.</p>
                    <p><b>When something goes wrong.</b> A path that needs a Gaussian source is refused when a source table
                    is connected to Flow Coupling: choose the linear path, or remove that table. Settings outside their ranges
                    are refused with the range, and expressions with the position of the mistake, or with their value at an
                    end.</p>
                    <p>References: Lipman et al., <i>Flow matching for generative modeling</i> (2023) and <i>Flow matching
                    guide and code</i> (2024); Liu et al., <i>Flow straight and fast: learning to generate and transfer data
                    with rectified flow</i> (2023); Albergo and Vanden-Eijnden, <i>Building normalizing flows with stochastic
                    interpolants</i> (2023); Song et al., <i>Score-based generative modeling through stochastic differential
                    equations</i> (2021); Karras et al., <i>Elucidating the design space of diffusion-based generative
                    models</i> (2022); Tong et al., <i>Improving and generalizing flow-based generative models with minibatch
                    optimal transport</i> (2024) and <i>Simulation-free Schroedinger bridges via score and flow matching</i>
                    (2024).</p>
                    """)
            .sinceVersion(1, 0, 0)
            .ports(p -> p.addInputPort(
                            "Flow coupling", "The pairs of source and target rows.", FlowCouplingPortObject.TYPE)
                    .addOutputPort(
                            "Conditional path",
                            "The path with its coupling. Its spec shows what the path needs of the source.",
                            ConditionalPathPortObject.TYPE))
            .model(m -> m.parametersClass(ConditionalPathNodeParameters.class)
                    .configure(NodeRun.configure(ConditionalPathNodeFactory::configure))
                    .execute(NodeRun.execute((input, output, monitor) -> execute(input, output))))
            .addView(v -> v.withoutParameters()
                    .description(
                            "The schedule a(t), s(t) and the noise of the path, its signal-to-noise ratio, and where points"
                                    + " of a few pairs are at each time.")
                    .page(p -> ViewPage.of(p, "path"))
                    .initialData(i -> i.data(StoredView::read).serializer(json -> json)))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "probability path",
                    "interpolant",
                    "schedule",
                    "rectified flow",
                    "optimal transport path",
                    "variance preserving",
                    "variance exploding",
                    "polynomial",
                    "cosine",
                    "Brownian bridge",
                    "Schroedinger bridge",
                    "tube",
                    "expression",
                    "diffusion",
                    "flow matching");

    public ConditionalPathNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        output.setOutSpec(0, spec(input.getInPortSpec(0), input.getParameters()));
    }

    private static void execute(ExecuteInput input, ExecuteOutput output) {
        FlowCouplingPortObject coupling = input.getInPortObject(0);
        ConditionalPathPortObjectSpec spec = spec(coupling.getSpec(), input.getParameters());
        output.setOutData(0, new ConditionalPathPortObject(spec, coupling));
        output.setInternalData(StoredView.write(PathPicture.of(spec.path()).toString(), input.getExecutionContext()));
    }

    private static ConditionalPathPortObjectSpec spec(
            FlowCouplingPortObjectSpec coupling, ConditionalPathNodeParameters parameters) {
        ConditionalPath path = parameters.path();
        if (path.needsGaussianSource() && coupling.source() != SourceLaw.GAUSSIAN) {
            throw new FlowException(
                    "The " + path.label() + " path needs a Gaussian source, but the coupling has a source table.",
                    "Choose the linear path, or remove the source table from Flow Coupling.");
        }
        return ConditionalPathPortObjectSpec.of(coupling, path);
    }
}
