// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.flowmatch.runner.UsageException;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigEntries;

/**
 * A setting of a node replaced from the command line: {@code nodeID,key,value,type}. A key may be a path whose parts are
 * separated by '/'. The value may contain commas. Unlike in KNIME's batch application a key that the node does not have
 * is an error, so that a misspelt one does not pass unnoticed.
 *
 * @param nodeId id of the node
 * @param key path of the setting inside config {@code model}
 * @param value its new value as text
 * @param type int, long, short, byte, boolean, char, float, double, String, StringCell, DoubleCell, IntCell or LongCell
 */
public record NodeOption(int nodeId, List<String> key, String value, String type) {
    private static final Map<String, ConfigEntries> TYPES = Map.ofEntries(
            Map.entry("int", ConfigEntries.xint),
            Map.entry("long", ConfigEntries.xlong),
            Map.entry("short", ConfigEntries.xshort),
            Map.entry("byte", ConfigEntries.xbyte),
            Map.entry("boolean", ConfigEntries.xboolean),
            Map.entry("char", ConfigEntries.xchar),
            Map.entry("float", ConfigEntries.xdouble),
            Map.entry("double", ConfigEntries.xdouble),
            Map.entry("String", ConfigEntries.xstring),
            Map.entry("StringCell", ConfigEntries.config),
            Map.entry("DoubleCell", ConfigEntries.config),
            Map.entry("IntCell", ConfigEntries.config),
            Map.entry("LongCell", ConfigEntries.config));

    public NodeOption {
        key = List.copyOf(key);
        if (!TYPES.containsKey(type)) {
            throw new UsageException(
                    "--option " + nodeId + "," + String.join("/", key) + " has the type '" + type + "'.",
                    "Allowed types are " + String.join(", ", new TreeSet<>(TYPES.keySet())) + ".");
        }
    }

    /**
     * Reads {@code nodeID,key,value,type}; the first two commas and the last one separate.
     *
     * @throws UsageException when a part is missing, the node lies inside a metanode or the type is unknown
     */
    public static NodeOption parse(String text) {
        int first = text.indexOf(',');
        int second = text.indexOf(',', first + 1);
        int last = text.lastIndexOf(',');
        if (first < 1 || second <= first + 1 || last <= second) {
            throw new UsageException(
                    "--option " + text + " does not have the form nodeID,key,value,type.",
                    "Write for instance --option 4,steps,2000,int.");
        }
        String node = text.substring(0, first).trim();
        if (node.contains("/")) {
            throw new UsageException(
                    "--option " + text + " names a node inside a metanode, which this runner does not support.",
                    "Name a node of the workflow itself by its number.");
        }
        try {
            return new NodeOption(
                    Integer.parseInt(node),
                    List.of(text.substring(first + 1, second).trim().split("/")),
                    text.substring(second + 1, last),
                    text.substring(last + 1).trim());
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "--option " + text + " names the node '" + node + "', which is not a number.",
                    "Give the number that stands after '#' in the node's folder name.",
                    e);
        }
    }

    /**
     * Puts the value into a node's settings.
     *
     * @param model the settings to change
     * @param known the node's settings with every key that it has: a key is compared to them, and a group that the settings
     *     lack is taken from them
     * @param label the node's name for messages
     * @throws UsageException when the node has no such setting, or one of another type
     */
    public void apply(NodeSettings model, NodeSettings known, String label) {
        NodeSettings target = model;
        NodeSettings reference = known;
        try {
            for (String part : key.subList(0, key.size() - 1)) {
                if (!reference.containsKey(part) || reference.getEntry(part).getType() != ConfigEntries.config) {
                    throw unknown(part, reference, label);
                }
                reference = reference.getNodeSettings(part);
                if (!target.containsKey(part)) {
                    // whole: a node refuses a group of which settings are missing
                    reference.copyTo(target.addNodeSettings(part));
                }
                target = target.getNodeSettings(part);
            }
        } catch (InvalidSettingsException e) {
            throw new UsageException(toString() + ": " + e.getMessage() + ".", "Give the path of a setting.", e);
        }
        String last = key.get(key.size() - 1);
        checkExists(last, reference, label);
        put(target, last);
    }

    private void checkExists(String last, NodeSettings reference, String label) {
        if (!reference.containsKey(last)) {
            // a list may grow: its elements are named by their numbers
            if (reference.containsKey("array-size") && last.matches("\\d+")) {
                return;
            }
            throw unknown(last, reference, label);
        }
        ConfigEntries present = reference.getEntry(last).getType();
        if (present != TYPES.get(type)) {
            throw new UsageException(
                    this + ": the setting '" + last + "' of " + label + " is not of the type " + type + ".",
                    "Its type is " + name(present) + ".");
        }
    }

    private UsageException unknown(String part, NodeSettings reference, String label) {
        return new UsageException(
                this + ": " + label + " has no setting '" + part + "'.",
                "It has " + String.join(", ", new TreeSet<>(reference.keySet())) + ".");
    }

    private static String name(ConfigEntries present) {
        return switch (present) {
            case config -> "a group of settings (or a cell)";
            case xstring -> "String";
            default -> present.name().substring(1);
        };
    }

    private void put(NodeSettings target, String name) {
        try {
            switch (type) {
                case "int" -> target.addInt(name, Integer.parseInt(value));
                case "long" -> target.addLong(name, Long.parseLong(value));
                case "short" -> target.addShort(name, Short.parseShort(value));
                case "byte" -> target.addByte(name, Byte.parseByte(value));
                case "boolean" -> target.addBoolean(name, truth());
                case "char" -> target.addChar(name, character());
                case "float", "double" -> target.addDouble(name, Double.parseDouble(value));
                case "String" -> target.addString(name, value);
                default -> target.addDataCell(name, cell());
            }
        } catch (NumberFormatException e) {
            throw new UsageException(
                    this + ": '" + value + "' is not a " + type + ".", "Give a value of that type.", e);
        }
    }

    private boolean truth() {
        if (!value.equals("true") && !value.equals("false")) {
            throw new NumberFormatException(value);
        }
        return value.equals("true");
    }

    private char character() {
        if (value.length() != 1) {
            throw new NumberFormatException(value);
        }
        return value.charAt(0);
    }

    private DataCell cell() {
        return switch (type) {
            case "StringCell" -> new StringCell(value);
            case "DoubleCell" -> new DoubleCell(Double.parseDouble(value));
            case "IntCell" -> new IntCell(Integer.parseInt(value));
            default -> new LongCell(Long.parseLong(value));
        };
    }

    @Override
    public String toString() {
        return "--option " + nodeId + "," + String.join("/", key) + "," + value + "," + type;
    }
}
