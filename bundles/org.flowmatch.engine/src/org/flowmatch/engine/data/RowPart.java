// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.Objects;
import org.flowmatch.engine.geometry.Curve;

/**
 * The coordinates offset .. offset + width - 1 of a row of a {@link RowSpace}.
 *
 * @param name that of the column it encodes; neighbouring parts of one name are of one column
 * @param offset of its first coordinate, at least 0
 * @param width number of its coordinates, at least 1
 * @param noise the law of its source rows where they are noise
 * @param levels of a label, whose one coordinate is the number of its level, from 0; 0 for coordinates of a vector space
 * @param governed whether the part is there only in rows in which the label before it has its last level
 * @param further levels, behind those of a label, that rows of a source table may have and target rows have not
 * @param curve where its coordinates lie; those of a column that lie on the same one are one unit vector
 */
public record RowPart(
        String name, int offset, int width, SourceNoise noise, int levels, boolean governed, int further, Curve curve) {
    public RowPart {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(curve, "curve");
        Objects.requireNonNull(noise, "noise");
        if (offset < 0 || width < 1) {
            throw new IllegalArgumentException(
                    "part " + name + " has offset " + offset + " and width " + width + ", must be at least 0 and 1");
        }
        if (levels < 0
                || levels > 0 && (width != 1 || governed)
                || further < 0
                || levels == 0 && further > 0
                || levels > 0 && curve != Curve.FLAT) {
            throw new IllegalArgumentException("part " + name + " of width " + width + " has " + levels + " levels");
        }
    }

    /** Of a vector space, with a value in every row. */
    public RowPart(String name, int offset, int width, SourceNoise noise) {
        this(name, offset, width, noise, 0, false, 0, Curve.FLAT);
    }

    /** Of a vector space: its source noise is N(0, I). */
    public static RowPart euclidean(String name, int offset, int width) {
        return new RowPart(name, offset, width, new SourceNoise.StandardNormal());
    }

    /** Of a unit vector, or all of it. */
    public static RowPart curved(String name, int offset, int width, Curve curve) {
        return new RowPart(name, offset, width, new SourceNoise.StandardNormal(), 0, false, 0, curve);
    }

    /** This part, there only in rows in which the label before it has its last level. */
    public RowPart withGovernor() {
        return new RowPart(name, offset, width, noise, levels, true, further, curve);
    }

    /** A label of so many levels: its source noise is the uniform number by which a level is drawn. */
    public static RowPart label(String name, int offset, int levels) {
        return new RowPart(name, offset, 1, new SourceNoise.Uniform(), levels, false, 0, Curve.FLAT);
    }

    /** This label, of which rows of a source table may have so many further levels. */
    public RowPart withFurther(int count) {
        return new RowPart(name, offset, width, noise, levels, governed, count, curve);
    }

    /** This part as one of a column of another name. */
    public RowPart named(String column) {
        return new RowPart(column, offset, width, noise, levels, governed, further, curve);
    }

    /** Whether its coordinate is the number of a level. */
    public boolean isLabel() {
        return levels > 0;
    }

    /** The offset of the part behind this one. */
    public int end() {
        return offset + width;
    }
}
