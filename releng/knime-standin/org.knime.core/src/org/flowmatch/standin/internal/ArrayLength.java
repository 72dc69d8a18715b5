// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.internal;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBaseRO;

/** The length of an array in a settings tree, checked before memory is taken for it. */
public final class ArrayLength {
    /** The key under which it is stored. */
    public static final String KEY = "array-size";

    private ArrayLength() {}

    /**
     * The length of an array, or -1 for a null array.
     *
     * @throws InvalidSettingsException when there are fewer elements
     */
    public static int of(final ConfigBaseRO array) throws InvalidSettingsException {
        int size = array.getInt(KEY, -1);
        int present = array.keySet().size() - 1;
        if (size > present) {
            throw new InvalidSettingsException(
                    "Array \"" + array.getKey() + "\" has the " + KEY + " " + size + ", but " + present + " elements.");
        }
        return size;
    }
}
