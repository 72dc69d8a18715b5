// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.path.ConditionalPath;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says, as the user types, what is wrong with the expressions or which velocity they give. */
final class ExpressionMessage implements StateProvider<Optional<Message>> {
    private Supplier<String> m_a;
    private Supplier<String> m_s;

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        m_a = initializer.computeFromValueSupplier(ExpressionTexts.A.class);
        m_s = initializer.computeFromValueSupplier(ExpressionTexts.S.class);
    }

    @Override
    public Optional<Message> computeState(NodeParametersInput input) {
        try {
            ConditionalPath path = new ExpressionTexts(m_a.get(), m_s.get()).path();
            return Optional.of(new Message(
                    "The expressions make a path.",
                    path.formula() + ", for t from " + path.tMin() + " to " + path.tMax() + ".",
                    MessageType.SUCCESS));
        } catch (FlowException e) {
            return Optional.of(new Message(e.problem(), e.remedy(), MessageType.ERROR));
        }
    }
}
