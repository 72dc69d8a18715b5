// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.Objects;

/**
 * The coordinates offset .. offset + width - 1 of a row of a {@link RowSpace}.
 *
 * @param name that of the column it encodes
 * @param offset of its first coordinate, at least 0
 * @param width number of its coordinates, at least 1
 * @param noise the law of its source rows where they are noise
 */
public record RowPart(String name, int offset, int width, SourceNoise noise) {
    public RowPart {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(noise, "noise");
        if (offset < 0 || width < 1) {
            throw new IllegalArgumentException(
                    "part " + name + " has offset " + offset + " and width " + width + ", must be at least 0 and 1");
        }
    }

    /** Of a vector space: its source noise is N(0, I). */
    public static RowPart euclidean(String name, int offset, int width) {
        return new RowPart(name, offset, width, new SourceNoise.StandardNormal());
    }

    /** The offset of the part behind this one. */
    public int end() {
        return offset + width;
    }
}
