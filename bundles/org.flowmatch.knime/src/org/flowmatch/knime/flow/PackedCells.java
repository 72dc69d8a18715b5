// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.flow;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * Cells in the data of a view, two bytes each: {@code {"low": x, "high": x, "cells": base64}}. The lower 15 bits, 0 to 32,766, are the
 * place between low and high, and 32,767 is nothing; the highest bit is 1 for a cell of which a label is not known yet.
 */
final class PackedCells {
    static final int PLACES = 0x7FFE;
    static final int NOTHING = 0x7FFF;
    static final int OPEN = 0x8000;

    private PackedCells() {}

    /**
     * Adds cells to the data of a column.
     *
     * @param cells NaN for nothing
     */
    static void add(double[] cells, boolean[] open, JsonObject json) {
        double low = Arrays.stream(cells).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(cells).filter(Double::isFinite).max().orElse(0);
        ByteBuffer packed = ByteBuffer.allocate(2 * cells.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < cells.length; i++) {
            // halves, because the difference of two numbers may be more than the largest
            double place = high > low ? (cells[i] / 2 - low / 2) / (high / 2 - low / 2) : 0;
            int code = Double.isFinite(cells[i]) ? (int) Math.round(place * PLACES) : NOTHING;
            packed.putShort((short) (open[i] ? code | OPEN : code));
        }
        json.addProperty("low", low);
        json.addProperty("high", high);
        json.addProperty("cells", Base64.getEncoder().encodeToString(packed.array()));
    }
}
