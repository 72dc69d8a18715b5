// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.file;

import java.util.function.Supplier;
import org.flowmatch.engine.FlowException;

/** What a file holds, read by parts that do not know the file. */
public final class FileContent {
    private static final int LONGEST = 600;

    private FileContent() {}

    /**
     * Adds the name of the file to errors of a part.
     *
     * @param begin of the message, for instance "The flow model /home/me/moons.flow cannot be read: "
     */
    public static <T> T named(String begin, Supplier<T> part) {
        try {
            return part.get();
        } catch (FlowException e) {
            throw new FlowException(begin + shortened(e.problem(), LONGEST), e.remedy(), e);
        }
    }

    /** A text from a file as part of a message: a file may hold any length of it. */
    public static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
