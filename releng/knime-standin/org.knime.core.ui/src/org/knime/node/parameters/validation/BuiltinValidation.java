// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.validation;

/** A rule for the input of one field, checked by the dialog only. */
public interface BuiltinValidation {

    /** @return the bounds of the rule, as the dialog gets them */
    Object getParameters();

    String getErrorMessage();
}
