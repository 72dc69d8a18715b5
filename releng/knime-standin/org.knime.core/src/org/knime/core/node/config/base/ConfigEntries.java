// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

/** The entry types of a settings tree, named as in its XML form. */
public enum ConfigEntries {
    xstring,
    xint,
    xdouble,
    xfloat,
    xlong,
    xshort,
    xbyte,
    xchar,
    xboolean,
    config,
    xpassword,
    xtransientstring;

    /** Makes an entry from its text form; throws {@link IllegalArgumentException} when the text is not a value of this type. */
    public AbstractConfigEntry createEntry(final String key, final String value) {
        return this == config ? new SimpleConfig(key) : new ConfigLeaf(key, this, parse(key, value));
    }

    private Object parse(final String key, final String value) {
        if (value == null && this != xstring && this != xpassword && this != xtransientstring) {
            throw new IllegalArgumentException("the entry \"" + key + "\" of type " + this + " has no value");
        }
        try {
            return parse(value);
        } catch (NumberFormatException failure) {
            throw new IllegalArgumentException(
                    "the entry \"" + key + "\" of type " + this + " has the value \"" + value + "\"", failure);
        }
    }

    private Object parse(final String value) {
        return switch (this) {
            case xint -> Integer.valueOf(value);
            case xdouble -> Double.valueOf(value);
            case xfloat -> Float.valueOf(value);
            case xlong -> Long.valueOf(value);
            case xshort -> Short.valueOf(value);
            case xbyte -> Byte.valueOf(value);
            case xchar -> parseChar(value);
            case xboolean -> Boolean.valueOf(value);
            default -> value;
        };
    }

    private static Character parseChar(final String value) {
        if (value.length() != 1) {
            throw new NumberFormatException("not one character");
        }
        return value.charAt(0);
    }
}
