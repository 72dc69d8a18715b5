// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.RowPart;

/**
 * One column of a {@link TableEncoding}: its encoding, and what its values looked like.
 *
 * @param smallest observed value
 * @param largest observed value
 * @param texts of a column of texts, whose values are their places; of a column of numbers none
 * @param source what rows of a source table hold beyond it
 */
public record FittedColumn(
        ColumnInfo info,
        ColumnEncoding encoding,
        Resolution resolution,
        double smallest,
        double largest,
        List<String> texts,
        SourceLevels source) {
    /** No value has this place: that of a text that the fitted column lacks. */
    static final double UNSEEN = -1;

    public FittedColumn {
        texts = List.copyOf(texts);
        boolean places = smallest >= 0 && largest < texts.size();
        if (!info.kind().numeric() && !places || Set.copyOf(texts).size() < texts.size()) {
            throw new IllegalArgumentException(
                    "column " + info.name() + " has " + texts.size() + " texts for the places 0 to " + largest);
        }
        if (!info.kind().numeric() && !labels(encoding, texts.size())) {
            throw new IllegalArgumentException(
                    "column " + info.name() + " of " + texts.size() + " texts has " + encoding);
        }
        source.requireOf(encoding, texts);
        if (!Double.isFinite(smallest) || !(largest >= smallest) || !Double.isFinite(largest)) {
            throw new IllegalArgumentException(
                    "column " + info.name() + " has the range " + smallest + " to " + largest);
        }
    }

    /** Whether the values are the places of so many texts. */
    private static boolean labels(ColumnEncoding encoding, int texts) {
        if (!(encoding instanceof LevelColumn levels)) {
            return texts == 1 && encoding.equals(new ConstantColumn(0));
        }
        return Arrays.equals(
                levels.known(), IntStream.range(0, texts).asDoubleStream().toArray());
    }

    /** Of which source rows hold nothing else. */
    public FittedColumn(
            ColumnInfo info,
            ColumnEncoding encoding,
            Resolution resolution,
            double smallest,
            double largest,
            List<String> texts) {
        this(info, encoding, resolution, smallest, largest, texts, SourceLevels.NONE);
    }

    /** A column of numbers. */
    public FittedColumn(
            ColumnInfo info, ColumnEncoding encoding, Resolution resolution, double smallest, double largest) {
        this(info, encoding, resolution, smallest, largest, List.of());
    }

    /** The circle that its values, or those beside its gaps and labels, lie on; empty where they do not go round. */
    public Optional<CircleColumn> circle() {
        ColumnEncoding numbers = encoding instanceof SpikedColumn spiked ? spiked.rest() : encoding;
        return numbers instanceof CircleColumn circle ? Optional.of(circle) : Optional.empty();
    }

    /** This column with what rows of a source table hold beyond it. */
    FittedColumn with(SourceLevels beyond) {
        return new FittedColumn(info, encoding, resolution, smallest, largest, texts, beyond);
    }

    /** Its parts of a row, from this offset on. */
    public List<RowPart> parts(int offset) {
        return encoding.parts(info.name(), offset).stream()
                .map(part -> part.isLabel() ? part.withFurther(source.size()) : part)
                .toList();
    }

    /** What its levels stand for: a value each, nothing for a missing cell, and a list for values that share one. */
    List<Object> levels() {
        List<Object> levels = new ArrayList<>();
        if (encoding.takesMissing()) {
            levels.add(Optional.empty());
        }
        if (encoding instanceof LevelColumn column) {
            if (column.rare().size() > 0) {
                levels.add(meanings(column.rare().values()));
            }
            levels.addAll(meanings(column.values()));
        } else if (encoding instanceof SpikedColumn column) {
            levels.addAll(meanings(column.spikes()));
            levels.add(List.of());
        }
        return levels;
    }

    private List<Object> meanings(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> texts.isEmpty() ? (Object) value : texts.get((int) value))
                .toList();
    }

    /** The place of each text of another table's column; {@link #UNSEEN} for those that the fitted column lacks. */
    double[] places(Dictionary others) {
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            known.put(texts.get(i), i);
        }
        double[] places = new double[others.size()];
        for (int code = 0; code < places.length; code++) {
            places[code] = known.getOrDefault(others.text(code), (int) UNSEEN);
        }
        return places;
    }

    /** The place of each text of a source table's column, further ones behind those of the fitted column. */
    double[] sourcePlaces(Dictionary others) {
        double[] places = places(others);
        for (int code = 0; code < places.length; code++) {
            if (places[code] == UNSEEN) {
                places[code] = further(source.ofText(others.text(code)));
            }
        }
        return places;
    }

    /** The place of a text of a source table's column that is not kept. */
    double sourcePlaceOfOthers() {
        return further(source.others() ? source.texts().size() : (int) UNSEEN);
    }

    private double further(int level) {
        return level < 0 ? UNSEEN : texts.size() + level;
    }

    /** Sets the values [n] at these coordinates, in the column's kind and resolution. */
    void restore(RowSlice slice, boolean limitToObserved, double[] values) {
        encoding.decode(slice, resolution, values);
        boolean limited = limitToObserved || !info.kind().numeric();
        double from = limited ? smallest : info.kind().lowest();
        double to = limited ? largest : info.kind().highest();
        for (int row = 0; row < values.length; row++) {
            values[row] = Math.max(from, Math.min(to, values[row]));
        }
    }
}
