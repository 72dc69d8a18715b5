// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Content that is damaged in a way of its own for each number: the same for the same number. */
public final class Mutations {
    /** How many are tried of each format. */
    public static final int COUNT = 2000;

    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[-+.\\w]+|[\\[\\]{},:]");
    private static final List<String> EXTREMES = List.of(
            "null",
            "true",
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"" + "long ".repeat(2000) + "\"",
            "0",
            "-1",
            "1",
            "0.5",
            "4096",
            "65536",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "1e308",
            "-1e308",
            "1e-320",
            "1e999",
            "1e999999999",
            "1e-999999999",
            "9".repeat(20_000),
            "NaN",
            "[]",
            "{}",
            "[0,0]",
            "{\"type\":\"none\"}",
            "[" + "0,".repeat(5000) + "0]",
            "[".repeat(300) + "]".repeat(300),
            "[".repeat(20_000));
    private static final int[] NUMBERS = {0, 1, -1, 2, 4096, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private final KeyedRandom random;
    private final int number;
    private long step;

    public Mutations(int number) {
        random = new KeyedRandom(20, Purpose.EXAMPLE);
        this.number = number;
    }

    public int below(int bound) {
        return random.below(bound, number, step++);
    }

    /** JSON with one to three tokens replaced, left out, repeated or swapped; at times with bytes of {@link #bytes}. */
    public String json(String text) {
        if (below(8) == 0) {
            return new String(bytes(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        }
        List<String> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(text); matcher.find(); ) {
            tokens.add(matcher.group());
        }
        for (int changes = 1 + below(3); changes > 0; changes--) {
            change(tokens);
        }
        return String.join("", tokens);
    }

    private void change(List<String> tokens) {
        int place = below(tokens.size());
        int value = valueFrom(tokens, place);
        switch (below(6)) {
            case 0 -> tokens.remove(place);
            case 1 -> tokens.add(place, tokens.get(below(tokens.size())));
            case 2 -> tokens.set(value, tokens.get(valueFrom(tokens, below(tokens.size()))));
            default -> tokens.set(value, EXTREMES.get(below(EXTREMES.size())));
        }
    }

    /** The next token that is no punctuation; so what is changed is rarely the form alone. */
    private static int valueFrom(List<String> tokens, int place) {
        for (int i = place; i < tokens.size(); i++) {
            if (!"[]{},:".contains(tokens.get(i))) {
                return i;
            }
        }
        return place;
    }

    /** Bytes with one to three places changed, or with a part left out or repeated, or cut off. */
    public byte[] bytes(byte[] original) {
        byte[] bytes = original.clone();
        for (int changes = 1 + below(3); changes > 0 && bytes.length > 8; changes--) {
            int place = below(bytes.length);
            switch (below(6)) {
                case 0 -> bytes[place] ^= (byte) (1 << below(8));
                case 1 -> bytes[place] = (byte) below(256);
                case 2 -> ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(Math.min(place, bytes.length - 4), NUMBERS[below(NUMBERS.length)]);
                case 3 -> bytes = Arrays.copyOf(bytes, place);
                case 4 -> bytes = joined(bytes, place, Math.min(bytes.length, place + 1 + below(64)));
                default -> bytes = joined(bytes, Math.min(bytes.length, place + 1 + below(64)), place);
            }
        }
        return bytes;
    }

    /** The bytes up to the first place, then those from the second on. */
    private static byte[] joined(byte[] bytes, int to, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, to);
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }
}
