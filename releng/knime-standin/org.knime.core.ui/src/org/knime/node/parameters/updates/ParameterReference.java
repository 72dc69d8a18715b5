// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

/**
 * Names a field for use in predicates and providers; implemented by an empty class of its own.
 *
 * @param <V> the field's type
 */
@SuppressWarnings("unused") // the parameter is for the compiler only
public interface ParameterReference<V> {}
