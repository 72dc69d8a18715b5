// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;

/**
 * Why a node failed, in the words that KNIME would show.
 *
 * @param text the message; may have several lines
 * @param cause what was thrown
 */
public record Failure(String text, Throwable cause) {

    /** Puts an error into words; one that was not meant for users says so and how to see more. */
    static Failure of(Throwable thrown) {
        if (thrown instanceof KNIMEException known) {
            return new Failure(text(known.getKNIMEMessage(), known), thrown);
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Failure(
                    "The memory is used up. Give the runner more, for instance FLOWMATCH_HEAP=8g, or use fewer rows.",
                    thrown);
        }
        if (thrown instanceof InvalidSettingsException || thrown instanceof RunnerException) {
            return new Failure(String.valueOf(thrown.getMessage()), thrown);
        }
        if (thrown instanceof Exception && !(thrown instanceof NullPointerException) && thrown.getMessage() != null) {
            return new Failure("Execute failed: " + thrown.getMessage(), thrown);
        }
        return new Failure("Execute failed: " + thrown + ". The option --debug shows where.", thrown);
    }

    private static String text(Message message, KNIMEException thrown) {
        if (message == null) {
            return String.valueOf(thrown.getMessage());
        }
        List<String> lines = new ArrayList<>();
        lines.add(message.getSummary());
        for (String resolution : message.getResolutions()) {
            if (!message.getSummary().contains(resolution)) {
                lines.add(resolution);
            }
        }
        return String.join("\n", lines);
    }
}
