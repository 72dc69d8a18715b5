// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.util.Locale;
import org.knime.node.parameters.widget.choices.Label;

/** The texts of enum constants in dialogs. */
public final class EnumLabels {

    private EnumLabels() {}

    /** @return the text of the constant's label, or its name in words: "FIXED_STEPS" becomes "Fixed steps" */
    public static String of(Enum<?> constant) {
        try {
            Label label = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
            if (label != null) {
                return label.value();
            }
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
        String words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
