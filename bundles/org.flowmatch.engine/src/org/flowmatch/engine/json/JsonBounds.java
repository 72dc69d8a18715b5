// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.flowmatch.engine.FlowException;

/**
 * How much JSON is read of a file that may come from anywhere: what its length explains, and otherwise what memory surely
 * holds. A number of two characters takes about a hundred bytes once it is read.
 *
 * @param characters the most characters
 * @param values the most values, names of fields included
 */
public record JsonBounds(long characters, long values) {
    private static final long FREE_CHARACTERS = 32L << 20;
    private static final long FREE_VALUES = 1_000_000;
    /** Tables of numbers shrink 3 to 20 times when they are packed. */
    private static final long LARGEST_RATIO = 20;
    /** A value of a table takes more than a byte when it is packed. */
    private static final long VALUES_PER_BYTE = 1;
    /** Ranks are the shortest values in great number that are written: 5 characters each. */
    private static final long FEWEST_CHARACTERS = 4;

    /** @param bytes of the packed text on disk */
    public static JsonBounds ofPacked(long bytes) {
        return new JsonBounds(FREE_CHARACTERS + LARGEST_RATIO * bytes, FREE_VALUES + VALUES_PER_BYTE * bytes);
    }

    /** @param bytes of the text on disk */
    public static JsonBounds ofPlain(long bytes) {
        return new JsonBounds(bytes, FREE_VALUES + bytes / FEWEST_CHARACTERS);
    }

    /** The text, whose reading ends with a {@link FlowException} where it goes beyond. */
    Reader around(Reader text, String where) {
        return new FilterReader(text) {
            private long readCharacters;
            private long readValues;

            @Override
            public int read(char[] buffer, int from, int count) throws IOException {
                int got = in.read(buffer, from, count);
                for (int i = from; i < from + got; i++) {
                    char c = buffer[i];
                    readValues += c == ',' || c == ':' || c == '[' || c == '{' ? 1 : 0;
                }
                readCharacters += Math.max(0, got);
                if (readCharacters > characters || readValues > values) {
                    throw new FlowException(
                            "The field '" + where + "' holds more than a file of this length can need.",
                            JsonFields.REMEDY);
                }
                return got;
            }
        };
    }
}
