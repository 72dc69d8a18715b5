// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Identifier;
import org.flowmatch.engine.geometry.Curve;

/** Fits the encoding of one column. */
final class ColumnFit {
    private ColumnFit() {}

    /**
     * A fitted column.
     *
     * @param column empty for one that is left out
     * @param report with what a user should know about its values; mostly nothing
     */
    record Fit(Optional<FittedColumn> column, PartReport report) {
        static Fit of(
                ColumnInfo info,
                Optional<FittedColumn> column,
                EncodingSettings settings,
                double missing,
                List<String> notes) {
            return new Fit(
                    column,
                    PartReport.of(info, column.map(FittedColumn::encoding), settings.modelling(), missing, notes));
        }
    }

    /**
     * @param values finite, NaN for missing cells where columns may have gaps; in the order of the rows, which is lost
     * @param kept whether it is modelled whatever it looks like
     * @throws org.flowmatch.engine.FlowException when a column cannot be scaled as the settings say, because of its range or
     *     of one cell, or has no value at all
     */
    static Fit fit(ColumnInfo info, double[] values, EncodingSettings settings, boolean kept) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        int missing = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                missing++;
            } else {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
        if (smallest > largest) {
            throw empty(info);
        }
        boolean gaps = missing > 0;
        Resolution resolution = info.kind().whole()
                ? new Resolution(0)
                : Resolution.of(gaps ? present(values) : values, smallest, largest);
        List<String> notes = new ArrayList<>();
        ColumnValues column = new ColumnValues(info, values, values, smallest, largest, settings, notes);
        ColumnEncoding encoding = smallest == largest && !gaps
                ? new ConstantColumn(smallest)
                : form(column, gaps).fit(column);
        FittedColumn fitted = new FittedColumn(info, encoding, resolution, smallest, largest);
        if (!kept
                && info.kind().quantity()
                && settings.modelling().period(info.name()).isEmpty()
                && resolution.places() == 0
                && Identifier.looksLikeOne(gaps ? present(values) : values)) {
            return identifier(
                    fitted,
                    "its values are whole numbers of which hardly two are equal",
                    settings,
                    (double) missing / values.length,
                    notes);
        }
        Fit fit = Fit.of(info, Optional.of(fitted), settings, (double) missing / values.length, notes);
        OptionalDouble period = Periods.of(info.name(), info.kind(), smallest, largest);
        return period.isPresent()
                        && encoding.encoded()
                        && settings.modelling().period(info.name()).isEmpty()
                ? new Fit(fit.column(), fit.report().suggesting(period.getAsDouble()))
                : fit;
    }

    /**
     * A coordinate of a unit vector, which is as it is, beside a label where a share is zero; where vectors are missing, the first
     * coordinate has a label that says so of all.
     */
    static Fit direction(ColumnInfo info, double[] values, Curve curve, boolean first) {
        long missing = Arrays.stream(values).filter(Double::isNaN).count();
        boolean share = curve == Curve.ORTHANT;
        ColumnEncoding encoding = share ? share(values) : coordinate(curve, missing > 0, first);
        double least = encoding.encoded() ? -1 : 0;
        FittedColumn fitted = new FittedColumn(info, encoding, new Resolution(Resolution.FULL), least, -least);
        PartReport report = new PartReport(
                info,
                share ? "root of a share" : "coordinate",
                share ? "the shares sum to a constant" : "it is one of a point on a sphere",
                encoding instanceof SpikedColumn spiked ? spiked.levels() : 0,
                (double) missing / values.length,
                List.of());
        return new Fit(Optional.of(fitted), report);
    }

    private static ColumnEncoding coordinate(Curve curve, boolean gaps, boolean first) {
        return gaps && first
                ? new SpikedColumn(new double[0], true, new DirectionColumn(curve, false))
                : new DirectionColumn(curve, gaps);
    }

    private static ColumnEncoding share(double[] values) {
        long zeros = Arrays.stream(values).filter(value -> value == 0).count();
        if (zeros == values.length) {
            return new ConstantColumn(0);
        }
        DirectionColumn root = new DirectionColumn(Curve.ORTHANT, false);
        return zeros == 0 ? root : new SpikedColumn(new double[] {0}, false, root);
    }

    /** An identifier is modelled where it was chosen to be; decided by its values it is left out. */
    private static Fit identifier(
            FittedColumn fitted, String reason, EncodingSettings settings, double missing, List<String> notes) {
        boolean code = !fitted.info().kind().numeric() && CodeShape.of(fitted.texts()) != CodeShape.NONE;
        String name = fitted.info().name();
        String found = "The column " + Quoted.of(name) + " looks like an identifier: " + reason + ".";
        if (settings.modelling().of(name) == Modelling.Role.AUTOMATIC) {
            return Fit.of(
                    fitted.info(),
                    Optional.empty(),
                    settings,
                    missing,
                    List.of(found + " It is left out and will not be in the output. Choose in Flow Coupling what it is"
                            + " modelled as to keep it"
                            + (code ? ": as a code its symbols are, and new codes come out." : ".")));
        }
        notes.add(found + " The model stores observed values, and by default a sampled cell is one of them. Leave the"
                + " column out if it names persons or things.");
        return Fit.of(fitted.info(), Optional.of(fitted), settings, missing, notes);
    }

    /**
     * @param codes of the texts, NaN for missing cells; in the order of the rows
     * @throws FlowException when there is no value at all
     */
    static Fit texts(ColumnInfo info, double[] codes, Dictionary dictionary, EncodingSettings settings) {
        long[] counts = new long[dictionary.size()];
        long missing = 0;
        long others = 0;
        for (double code : codes) {
            if (Double.isNaN(code)) {
                missing++;
            } else if (code < counts.length) {
                counts[(int) code]++;
            } else {
                others++;
            }
        }
        List<String> texts = IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .mapToObj(dictionary::text)
                .sorted()
                .toList();
        if (texts.isEmpty()) {
            throw empty(info);
        }
        long[] sorted =
                texts.stream().mapToLong(text -> counts[dictionary.code(text)]).toArray();
        double[] places = IntStream.range(0, sorted.length).asDoubleStream().toArray();
        ColumnEncoding encoding =
                sorted.length == 1 && missing == 0 ? new ConstantColumn(0) : LevelColumn.of(places, sorted, missing);
        FittedColumn fitted = new FittedColumn(info, encoding, new Resolution(0), 0, sorted.length - 1.0, texts);
        long present = codes.length - missing;
        double share = (double) missing / codes.length;
        boolean different = Identifier.textsLookLikeOne(sorted.length, present);
        if (others > 0 && settings.modelling().of(info.name()) != Modelling.Role.AUTOMATIC) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "Column %s of the target table has more texts than can be levels of a label: %,d of them,"
                                    + " or %,d characters in all.",
                            Quoted.of(info.name()),
                            Dictionary.MOST_TEXTS,
                            Dictionary.MOST_CHARACTERS),
                    CodeShape.of(texts) == CodeShape.NONE
                            ? "Leave the column out."
                            : "Leave the column out, or model it as a code: its symbols are labels then, and new codes come"
                                    + " out.");
        }
        if (others > 0 || different) {
            return identifier(fitted, "nearly all its texts are different", settings, share, new ArrayList<>());
        }
        Fit fit = Fit.of(info, Optional.of(fitted), settings, share, List.of());
        return CodeShape.of(texts) == CodeShape.LIKELY
                ? new Fit(fit.column(), fit.report().suggestingCode())
                : fit;
    }

    static FlowException empty(ColumnInfo info) {
        return new FlowException(
                "Column " + Quoted.of(info.name()) + " of the target table has missing cells alone.",
                "Leave the column out.");
    }

    private static double[] present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** What the settings, or its values, make of a column. */
    private static ColumnForm<?> form(ColumnValues column, boolean gaps) {
        Modelling modelling = column.settings().modelling();
        ColumnForm<?> numbers = ColumnForms.numbers(column);
        boolean single = column.smallest() == column.largest();
        if (modelling.period(column.info().name()).isPresent()) {
            return !gaps ? numbers : single ? ColumnForms.LEVELS : ColumnForms.SPIKED;
        }
        return switch (modelling.of(column.info().name())) {
            case NUMBER -> !gaps ? numbers : single ? ColumnForms.LEVELS : ColumnForms.SPIKED;
            case LABEL -> ColumnForms.LEVELS;
            case AUTOMATIC -> {
                PartRule rule = PartRule.of(column.values().clone());
                boolean spiked = gaps || rule.spikes().length > 0;
                yield rule.few() ? ColumnForms.LEVELS : spiked ? ColumnForms.SPIKED : numbers;
            }
        };
    }
}
