// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context;

/** What can be copied with all that it holds. */
public interface DeepCopy<T> {

    T copy();
}
