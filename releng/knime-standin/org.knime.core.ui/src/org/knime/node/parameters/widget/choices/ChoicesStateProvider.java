// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;
import org.knime.node.parameters.updates.StateProvider;

/**
 * Lists choices.
 *
 * @param <S> the type of one choice
 */
public sealed interface ChoicesStateProvider<S> extends StateProvider<List<S>>
        permits EnumChoicesProvider, StringChoicesProvider, TypedStringChoicesProvider {}
