// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.persistence;

/** A class that is stored field by field. */
public interface Persistable {}
