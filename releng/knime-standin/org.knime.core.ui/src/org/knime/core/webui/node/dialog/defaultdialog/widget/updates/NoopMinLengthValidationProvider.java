// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MinLengthValidation;

/** No provider. */
public class NoopMinLengthValidationProvider extends NoopProvider<MinLengthValidation> {}
