// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
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
        return new Failure(words(thrown), thrown);
    }

    private static String words(Throwable thrown) {
        if (thrown instanceof KNIMEException known) {
            return text(known.getKNIMEMessage(), known);
        }
        if (thrown instanceof OutOfMemoryError) {
            return "The memory is used up. Give the runner more, for instance FLOWMATCH_HEAP=8g, or use fewer rows.";
        }
        if (thrown instanceof InvalidSettingsException
                || thrown instanceof RunnerException
                || thrown instanceof FlowException) {
            return String.valueOf(thrown.getMessage());
        }
        if (thrown instanceof UncheckedIOException unchecked) {
            return words(unchecked.getCause());
        }
        if (thrown instanceof IOException file) {
            return "Execute failed: " + IoReason.of(file);
        }
        if (thrown.getMessage() != null && isToldByNode(thrown)) {
            return "Execute failed: " + thrown.getMessage();
        }
        return "Execute failed: the program is at fault (" + thrown + "). The option --debug shows where.";
    }

    /** What Java itself throws (a null, an index out of bounds, a class that is missing) has words for programmers only. */
    private static boolean isToldByNode(Throwable thrown) {
        return thrown.getClass() == IllegalStateException.class
                || thrown.getClass() == IllegalArgumentException.class
                || (thrown instanceof Exception && !(thrown instanceof RuntimeException));
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
