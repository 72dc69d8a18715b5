// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A line between driver and worker: a verb and cells NAME=VALUE, all between tabs. */
public record Request(String verb, Map<String, String> values) {

    /** @throws IllegalArgumentException for a cell without an equals sign */
    public static Request parse(String line) {
        String[] cells = line.split("\t");
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i < cells.length; i++) {
            int sign = cells[i].indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("\"" + cells[i] + "\" is not NAME=VALUE");
            }
            values.put(cells[i].substring(0, sign), cells[i].substring(sign + 1));
        }
        return new Request(cells[0], values);
    }

    /**
     * The values of a line that answers a request.
     *
     * @param who has answered, for the message
     * @throws WorkerFailure for a line of "error", and for one that is no answer
     */
    public static Request answer(String who, String line) throws WorkerFailure {
        if (line.startsWith("error\t")) {
            throw new WorkerFailure(who + ": " + line.substring("error\t".length()));
        }
        if (!line.equals("ok") && !line.startsWith("ok\t")) {
            throw new WorkerFailure(who + " answered \"" + line + "\" instead of \"ok\" and values");
        }
        try {
            return parse(line);
        } catch (IllegalArgumentException e) {
            throw new WorkerFailure(who + " answered \"" + line + "\": " + e.getMessage(), e);
        }
    }

    /** @param namesAndValues in turn */
    public static Request of(String verb, Object... namesAndValues) {
        return new Request(verb, Map.of()).with(namesAndValues);
    }

    /** The same with more values. */
    public Request with(Object... namesAndValues) {
        Map<String, String> more = new LinkedHashMap<>(values);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            more.put((String) namesAndValues[i], String.valueOf(namesAndValues[i + 1]));
        }
        return new Request(verb, more);
    }

    /** @throws IllegalArgumentException when the value is missing */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("\"" + verb + "\" has no value of " + name);
        }
        return value;
    }

    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    public double decimal(String name) {
        return Double.parseDouble(text(name));
    }

    public String line() {
        return values.entrySet().stream()
                .map(cell -> "\t" + cell.getKey() + "=" + cell.getValue())
                .collect(Collectors.joining("", verb, ""));
    }
}
