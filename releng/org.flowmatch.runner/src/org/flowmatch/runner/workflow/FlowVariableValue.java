// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.runner.UsageException;

/**
 * A flow variable of the workflow and its value.
 *
 * @param name its name
 * @param value a String, Integer, Long, Double or Boolean
 */
public record FlowVariableValue(String name, Object value) {

    /**
     * Reads {@code name,value,type} as KNIME's batch application does: name and value may be put in single or double
     * quotes, a backslash escapes a character inside them.
     *
     * @throws UsageException when a part is missing, the type is unknown or the value is not of that type
     */
    public static FlowVariableValue parse(String text) {
        List<String> parts = split(text);
        if (parts.size() != 3 || parts.get(0).isBlank()) {
            throw new UsageException(
                    "--variable " + text + " does not have the form name,value,type.",
                    "Write for instance --variable rows,1000,int; put a value that contains a comma in quotes.");
        }
        String name = parts.get(0);
        String value = parts.get(1);
        String type = parts.get(2);
        try {
            return new FlowVariableValue(
                    name,
                    switch (type) {
                        case "String" -> value;
                        case "int" -> Integer.valueOf(value);
                        case "long" -> Long.valueOf(value);
                        case "double" -> Double.valueOf(value);
                        case "boolean" -> truth(value);
                        default -> throw new UsageException(
                                "--variable " + name + " has the type '" + type + "'.",
                                "Allowed types are String, int, long, double and boolean.");
                    });
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "--variable " + name + " has the value '" + value + "', which is not of the type " + type + ".",
                    "Give a value of that type, or another type.",
                    e);
        }
    }

    private static Boolean truth(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new NumberFormatException(value);
        }
        return Boolean.valueOf(value);
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        char open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (open != 0 && c == '\\' && i + 1 < text.length()) {
                part.append(text.charAt(++i));
            } else if (open != 0 && c == open) {
                open = 0;
            } else if (open == 0 && part.isEmpty() && (c == '"' || c == '\'')) {
                open = c;
            } else if (open == 0 && c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (open != 0) {
            throw new UsageException("--variable " + text + " has an opening quote and no closing one.", "Close it.");
        }
        parts.add(part.toString());
        return parts;
    }
}
