// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.FarCell;
import org.flowmatch.engine.data.Identifier;
import org.flowmatch.engine.data.Moments;
import org.flowmatch.engine.data.TableRole;

/** Fits the encoding of one column. */
final class ColumnFit {
    private static final String REMEDY = "Choose quantile scaling, or correct or remove that cell.";

    private ColumnFit() {}

    /**
     * A fitted column.
     *
     * @param notes what a user should know about its values; mostly nothing
     */
    record Fit(FittedColumn column, List<String> notes) {}

    /**
     * @param values finite, in the order of the rows, which is lost
     * @throws FlowException when a column cannot be scaled as the settings say, because of its range or of one cell
     */
    static Fit fit(ColumnInfo info, double[] values, EncodingSettings settings) {
        double smallest = values[0];
        double largest = values[0];
        for (double value : values) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        Resolution resolution = info.kind().whole() ? new Resolution(0) : Resolution.of(values, smallest, largest);
        List<String> notes = new ArrayList<>();
        ColumnEncoding encoding = smallest == largest
                ? new ConstantColumn(smallest)
                : switch (settings.scaling()) {
                    case QUANTILE -> new QuantileColumn(
                            RankTable.of(values), settings.interpolate(), !settings.limitToObserved());
                    case STANDARDISE -> standardised(info, values, smallest, largest, notes);
                    case NONE -> raw(info, values, smallest, largest, notes);
                };
        if (resolution.places() == 0 && Identifier.looksLikeOne(values)) {
            notes.add("The column " + Quoted.of(info.name()) + " looks like an identifier: its values are whole numbers"
                    + " of which hardly two are equal. The model stores observed values, and by default a sampled cell is"
                    + " one of them. Leave the column out if it names persons or things.");
        }
        return new Fit(new FittedColumn(info, encoding, resolution, smallest, largest), List.copyOf(notes));
    }

    private static StandardisedColumn standardised(
            ColumnInfo info, double[] values, double smallest, double largest, List<String> notes) {
        Moments moments = Moments.of(values, smallest, largest);
        if (!(moments.deviation() > 0) || !Double.isFinite(moments.deviation())) {
            throw new FlowException(
                    "Column " + Quoted.of(info.name()) + " cannot be standardised: its values range from " + smallest
                            + " to " + largest + ", too far or too little apart for a standard deviation.",
                    "Choose quantile scaling, or rescale the column beforehand.");
        }
        FarCell.of(values, moments.mean(), moments.deviation()).ifPresent(cell -> {
            if (cell.hidesOthers()) {
                throw new FlowException(problem(cell, info), REMEDY);
            }
            notes.add(problem(cell, info) + " " + REMEDY);
        });
        return new StandardisedColumn(moments.mean(), moments.deviation());
    }

    private static String problem(FarCell cell, ColumnInfo info) {
        return cell.problem("The column", info.name(), TableRole.TARGET.label());
    }

    private static RawColumn raw(
            ColumnInfo info, double[] values, double smallest, double largest, List<String> notes) {
        double magnitude = Math.max(-smallest, largest);
        if (magnitude > Float.MAX_VALUE) {
            throw new FlowException(
                    "Column " + Quoted.of(info.name()) + " has a value of size " + magnitude
                            + ", which unscaled columns cannot" + " hold (at most " + Float.MAX_VALUE + ").",
                    "Choose quantile scaling or standardising, or rescale the column beforehand.");
        }
        Moments moments = Moments.of(values, smallest, largest);
        // never refused: unscaled, the other values stay apart however far one is
        FarCell.of(values, moments.mean(), moments.deviation())
                .ifPresent(cell -> notes.add(problem(cell, info) + " " + REMEDY));
        return new RawColumn();
    }
}
