// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

/** Lists choices that have a type. */
public non-sealed interface TypedStringChoicesProvider extends ChoicesStateProvider<TypedStringChoice> {

    @Override
    default void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }
}
