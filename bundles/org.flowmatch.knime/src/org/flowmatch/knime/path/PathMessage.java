// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.PlainNumber;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.knime.path.PathParameters.GrowthChoice;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says, as the user chooses, which path the settings make, or what is wrong with them. */
final class PathMessage implements StateProvider<Optional<Message>> {
    interface SigmaMin extends ParameterReference<Double> {}

    interface BetaMin extends ParameterReference<Double> {}

    interface BetaMax extends ParameterReference<Double> {}

    interface Power extends ParameterReference<Double> {}

    interface TargetSigma extends ParameterReference<Double> {}

    interface SourceSigma extends ParameterReference<Double> {}

    interface SigmaDecay extends ParameterReference<GrowthChoice> {}

    interface ArcWidth extends ParameterReference<Double> {}

    interface TubeWidth extends ParameterReference<Double> {}

    interface BridgeSigma extends ParameterReference<Double> {}

    private Supplier<PathParameters> m_settings;

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        Supplier<PathChoice> path = initializer.computeFromValueSupplier(PathPredicates.PathReference.class);
        Supplier<Double> sigmaMin = initializer.computeFromValueSupplier(SigmaMin.class);
        Supplier<Double> betaMin = initializer.computeFromValueSupplier(BetaMin.class);
        Supplier<Double> betaMax = initializer.computeFromValueSupplier(BetaMax.class);
        Supplier<Double> power = initializer.computeFromValueSupplier(Power.class);
        Supplier<Double> targetSigma = initializer.computeFromValueSupplier(TargetSigma.class);
        Supplier<Double> sourceSigma = initializer.computeFromValueSupplier(SourceSigma.class);
        Supplier<GrowthChoice> sigmaDecay = initializer.computeFromValueSupplier(SigmaDecay.class);
        Supplier<Double> arcWidth = initializer.computeFromValueSupplier(ArcWidth.class);
        Supplier<Double> tubeWidth = initializer.computeFromValueSupplier(TubeWidth.class);
        Supplier<Double> bridgeSigma = initializer.computeFromValueSupplier(BridgeSigma.class);
        Supplier<String> a = initializer.computeFromValueSupplier(ExpressionTexts.A.class);
        Supplier<String> s = initializer.computeFromValueSupplier(ExpressionTexts.S.class);
        m_settings = () -> {
            PathParameters settings = new PathParameters();
            settings.m_path = path.get();
            settings.m_sigmaMin = sigmaMin.get();
            settings.m_betaMin = betaMin.get();
            settings.m_betaMax = betaMax.get();
            settings.m_power = power.get();
            settings.m_targetSigma = targetSigma.get();
            settings.m_sourceSigma = sourceSigma.get();
            settings.m_sigmaDecay = sigmaDecay.get();
            settings.m_arcWidth = arcWidth.get();
            settings.m_tubeWidth = tubeWidth.get();
            settings.m_bridgeSigma = bridgeSigma.get();
            settings.m_expressionA = a.get();
            settings.m_expressionS = s.get();
            return settings;
        };
    }

    @Override
    public Optional<Message> computeState(NodeParametersInput input) {
        try {
            ConditionalPath path = m_settings.get().path();
            return Optional.of(new Message(
                    "For t from " + PlainNumber.of(path.tMin()) + " to " + PlainNumber.of(path.tMax()) + ":",
                    path.formula(),
                    MessageType.INFO));
        } catch (FlowException e) {
            return Optional.of(new Message(e.problem(), e.remedy(), MessageType.ERROR));
        }
    }
}
