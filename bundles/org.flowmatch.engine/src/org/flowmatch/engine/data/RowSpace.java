// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.geometry.Curve;
import org.flowmatch.engine.geometry.UnitVector;
import org.flowmatch.engine.geometry.UnitVectors;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * The space of encoded rows [n, d]: the parts of a row, one behind the other. A part is what a column becomes; its source
 * noise says how it starts where the source is noise.
 *
 * <p>A column of numbers is one Euclidean part of width 1, so that a table of d of them has the space R^d. It follows from
 * the encoding of the columns and is stored with it alone.
 *
 * @param parts at least one, without gaps, in the order of their offsets
 */
public record RowSpace(List<RowPart> parts) {
    public RowSpace {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a space of rows needs a part");
        }
        int end = 0;
        RowPart before = null;
        for (RowPart part : parts) {
            if (part.offset() != end) {
                throw new IllegalArgumentException(
                        "part " + part.name() + " begins at " + part.offset() + ", the one before it ends at " + end);
            }
            end = part.end();
            if (part.governed() && (before == null || !before.isLabel() && !before.governed())) {
                throw new IllegalArgumentException("there is no label before part " + part.name());
            }
            before = part;
        }
    }

    /** R^d of rows that come from no columns, as one part. */
    public static RowSpace euclidean(int columns) {
        return new RowSpace(List.of(RowPart.euclidean("row", 0, columns)));
    }

    /** The levels of each label, in the order of the parts; empty where rows are vectors. */
    public List<Integer> labels() {
        return parts.stream().filter(RowPart::isLabel).map(RowPart::levels).toList();
    }

    /** The levels of each label that rows of a source table may have: its own and further ones. */
    public List<Integer> sourceLabels() {
        return parts.stream()
                .filter(RowPart::isLabel)
                .map(part -> part.levels() + part.further())
                .toList();
    }

    /**
     * @param user what takes rows of numbers alone, as messages call it
     * @throws FlowException naming the columns that are labels, that are numbers only in some rows, or that are curved
     */
    public void requireNumbers(String user) {
        List<String> curved = parts.stream()
                .filter(part -> part.curve() != Curve.FLAT)
                .map(RowPart::name)
                .distinct()
                .toList();
        if (!curved.isEmpty()) {
            throw new FlowException(
                    "The column" + (curved.size() == 1 ? " " : "s ") + Quoted.all(curved)
                            + (curved.size() == 1 ? " lies" : " lie") + " on a circle, a sphere or a simplex, but "
                            + user
                            + " takes vectors of numbers alone.",
                    "Leave such columns out, or let Flow Coupling model them as plain numbers.");
        }
        List<String> columns = labelColumns();
        if (!columns.isEmpty()) {
            throw new FlowException(
                    "The column" + (columns.size() == 1 ? " " : "s ") + Quoted.all(columns)
                            + (columns.size() == 1
                                    ? " is modelled as a label or has"
                                    : " are modelled as labels or have")
                            + " gaps or spikes, but " + user + " takes numbers alone.",
                    "Leave such columns out, or let Flow Coupling model all columns as numbers.");
        }
    }

    /** The coordinates that are unit vectors: those of a column that lie on a curve. */
    public UnitVectors unitVectors() {
        List<UnitVector> vectors = new ArrayList<>();
        for (int first = 0, next; first < parts.size(); first = next) {
            String column = parts.get(first).name();
            next = first + 1;
            while (next < parts.size() && parts.get(next).name().equals(column)) {
                next++;
            }
            List<RowPart> curved = parts.subList(first, next).stream()
                    .filter(part -> part.curve() != Curve.FLAT)
                    .toList();
            if (!curved.isEmpty()) {
                int[] coordinates = curved.stream()
                        .flatMapToInt(part -> IntStream.range(part.offset(), part.end()))
                        .toArray();
                vectors.add(new UnitVector(coordinates, curved.get(0).curve()));
            }
        }
        return new UnitVectors(vectors);
    }

    /** Whether some coordinates are those of unit vectors. */
    public boolean curved() {
        return parts.stream().anyMatch(part -> part.curve() != Curve.FLAT);
    }

    /** The columns that have a label. */
    public List<String> labelColumns() {
        return parts.stream().filter(RowPart::isLabel).map(RowPart::name).toList();
    }

    /** The coordinates that are numbers in every row. */
    public int[] numbersOfEveryRow() {
        return parts.stream()
                .filter(part -> !part.isLabel() && !part.governed())
                .flatMapToInt(part -> IntStream.range(part.offset(), part.end()))
                .toArray();
    }

    /** The number of coordinates that are no labels. */
    public int numbers() {
        return width() - labels().size();
    }

    /** The number d of coordinates of a row. */
    public int width() {
        return parts.get(parts.size() - 1).end();
    }

    /**
     * Draws source rows x0 where the source is noise: unit noise, which a path alone scales, and directions uniform on their sphere
     * for unit vectors. Row i is a function of the random
     * numbers and of firstRow + i alone. Neighbouring parts of one law are drawn as one, keyed by their first coordinate.
     *
     * @param firstRow number of the first row, at least 0
     * @param x0 takes [rows, d], row-major, from {@code x0[from]} on
     */
    public void noise(KeyedRandom random, long firstRow, int rows, float[] x0, int from) {
        UnitVectors directions = unitVectors();
        for (int first = 0, next; first < parts.size(); first = next) {
            next = behindAlike(first);
            int offset = parts.get(first).offset();
            int stretch = parts.get(next - 1).end() - offset;
            SourceNoise law = parts.get(first).noise();
            if (stretch == width()) {
                law.draw(random, firstRow, rows, offset, x0, from, stretch);
            } else {
                float[] drawn = new float[rows * stretch];
                law.draw(random, firstRow, rows, offset, drawn, 0, stretch);
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(drawn, row * stretch, x0, from + row * width() + offset, stretch);
                }
            }
        }
        for (int row = 0; row < rows && !directions.isEmpty(); row++) {
            directions.normalise(x0, from + row * width());
        }
    }

    /** The number of the first part behind this one that has another law; the number of parts where there is none. */
    private int behindAlike(int first) {
        int next = first + 1;
        while (next < parts.size()
                && parts.get(next).noise().equals(parts.get(first).noise())) {
            next++;
        }
        return next;
    }
}
