// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import org.flowmatch.engine.FlowException;

/**
 * What reading a file may come to, whatever it holds: a result, or a message that names the file; soon, and without much
 * memory.
 */
public final class Reading {
    /** Generous, as tests run side by side. */
    private static final double MOST_SECONDS = 20;

    private static final long MOST_BYTES = 256L << 20;
    private static final int LONGEST_MESSAGE = 1500;
    private static final Pattern JAVA_SPEAKS =
            Pattern.compile("Exception|Error\\b|java\\.|gson|Json[A-Z]|enum constant|://|(?<![\\[:,])null");

    /** Reads; what comes out is used a little where that may fail, too. */
    @FunctionalInterface
    public interface Attempt {
        void run() throws IOException;
    }

    private Reading() {}

    /**
     * @param file what the message must name
     * @param what of the file, told when the test fails
     * @return whether there was a result
     */
    public static boolean survives(String file, String what, Attempt attempt) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long began = System.nanoTime();
        boolean result = false;
        try {
            attempt.run();
            result = true;
        } catch (FlowException e) {
            assertMessage(file, e.problem() + " " + e.remedy(), what);
        } catch (Throwable e) {
            fail(what + " ended in " + e, e);
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        assertTrue(seconds < MOST_SECONDS, () -> what + " took " + seconds + " s");
        long bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
        assertTrue(bytes < MOST_BYTES, () -> what + " took " + bytes + " bytes");
        return result;
    }

    public static void assertMessage(String file, String message, String what) {
        assertTrue(message.contains(file), () -> what + " is told without the file's name: " + message);
        assertTrue(message.length() < LONGEST_MESSAGE, () -> what + " is told at length: " + message);
        assertFalse(
                JAVA_SPEAKS.matcher(message.replace(file, "")).find(),
                () -> what + " is told in Java's words: " + message);
    }
}
