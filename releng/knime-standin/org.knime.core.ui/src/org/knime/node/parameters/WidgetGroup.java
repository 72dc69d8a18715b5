// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

/** A class whose fields are laid out together in a dialog. */
public interface WidgetGroup {}
