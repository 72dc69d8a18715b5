// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.util.List;

/**
 * One field of a dialog, as a test sees it.
 *
 * @param path the names of the field and of the groups around it, "optimiser.learningRate"
 * @param title the label
 * @param description HTML
 * @param rules the rules of its input
 */
public record DialogWidget(String path, String title, String description, List<Rule> rules) {

    /**
     * A rule of an input.
     *
     * @param validation the class of the rule
     * @param parameters its bounds, "MinValidationParams[min=0.0, isExclusive=true]"
     * @param message what the user sees when the rule is broken
     */
    public record Rule(Class<?> validation, String parameters, String message) {}
}
