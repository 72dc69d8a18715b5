// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks a dialog field or section that is folded away until the user asks for advanced settings. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Advanced {}
