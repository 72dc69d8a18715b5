// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** What nodes say to users when they refuse. */
public final class Messages {
    private Messages() {}

    /** Settings are refused with a message that contains this text. */
    public static void assertRefused(String text, Executable configuration) {
        String message =
                assertThrows(InvalidSettingsException.class, configuration).getMessage();
        assertTrue(message.contains(text), message);
    }

    /** The execution fails with a summary that contains this text, and with at least one resolution. */
    public static KNIMEException assertExecutionFails(String text, Executable execution) {
        KNIMEException failure = assertThrows(KNIMEException.class, execution);
        String summary = failure.getKNIMEMessage().getSummary();
        assertTrue(summary.contains(text), summary);
        assertFalse(failure.getKNIMEMessage().getResolutions().isEmpty(), "no resolution");
        return failure;
    }
}
