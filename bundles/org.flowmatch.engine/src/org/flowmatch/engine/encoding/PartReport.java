// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;

/**
 * What a column was modelled as, for users to see.
 *
 * @param info the column
 * @param as what it became, in words: "number", "label", "code", "number with spikes and gaps", "circle", "one value", "left out"
 * @param why in words, the end of a sentence
 * @param levels of its label; 0 without one
 * @param missing share of the rows without a value, 0 to 1
 * @param warnings sentences on its values; mostly none
 */
public record PartReport(ColumnInfo info, String as, String why, int levels, double missing, List<String> warnings) {
    /** What a column became that is not modelled. */
    public static final String LEFT_OUT = "left out";

    public PartReport {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(as, "as");
        Objects.requireNonNull(why, "why");
        warnings = List.copyOf(warnings);
    }

    /** This one with further warnings. */
    PartReport with(List<String> further) {
        return new PartReport(
                info,
                as,
                why,
                levels,
                missing,
                Stream.concat(warnings.stream(), further.stream()).toList());
    }

    /** @param encoding empty for a column that is left out */
    static PartReport of(
            ColumnInfo info,
            Optional<ColumnEncoding> encoding,
            Modelling modelling,
            double missing,
            List<String> warnings) {
        if (encoding.isEmpty()) {
            return new PartReport(info, LEFT_OUT, "it looks like an identifier", 0, missing, warnings);
        }
        boolean decided = modelling.of(info.name()) == Modelling.Role.AUTOMATIC;
        if (encoding.get() instanceof ConstantColumn) {
            return new PartReport(info, "one value", "it comes back in every row", 0, missing, warnings);
        } else if (encoding.get() instanceof LevelColumn label) {
            String why = info.kind() == ColumnKind.TEXT
                    ? "it holds texts"
                    : decided ? "it has few different values" : "chosen in the dialog";
            return new PartReport(info, "label", why, label.levels(), missing, warnings);
        } else if (encoding.get() instanceof SpikedColumn spiked) {
            return spiked(info, spiked, missing, warnings);
        }
        if (encoding.get() instanceof CircleColumn circle) {
            return new PartReport(info, "circle", repeats(info, circle), 0, missing, warnings);
        }
        String why = decided ? "it has many different values" : "chosen in the dialog";
        return new PartReport(info, "number", why, 0, missing, warnings);
    }

    private static String repeats(ColumnInfo info, CircleColumn circle) {
        return "it repeats every " + period(info, circle.period());
    }

    private static String period(ColumnInfo info, double period) {
        return info.kind() == ColumnKind.TIME && period == Periods.DAY
                ? "24 hours"
                : String.format(Locale.ROOT, "%.6g", period).replaceAll("\\.?0+$", "");
    }

    /** This one, saying that the column seems to have a period that it was not given. */
    PartReport suggesting(double period) {
        return new PartReport(
                info,
                as,
                why + "; it seems to repeat every " + period(info, period)
                        + ", which \"Columns with a period\" would keep",
                levels,
                missing,
                warnings);
    }

    /** This one, saying that the texts of the column look like codes, as which they are not modelled. */
    PartReport suggestingCode() {
        return new PartReport(
                info,
                as,
                why + "; they look like codes: modelled as a code in \"Columns modelled otherwise\" new ones come out",
                levels,
                missing,
                warnings);
    }

    private static PartReport spiked(ColumnInfo info, SpikedColumn spiked, double missing, List<String> warnings) {
        int spikes = spiked.spikes().length;
        if (spiked.rest() instanceof CircleColumn circle) {
            String why = repeats(info, circle) + ", and cells are missing";
            return new PartReport(info, "circle with gaps", why, spiked.levels(), missing, warnings);
        }
        String many = spikes == 1 ? "one value holds many rows" : spikes + " values hold many rows each";
        if (spikes == 0) {
            return new PartReport(info, "number with gaps", "cells are missing", spiked.levels(), missing, warnings);
        } else if (!spiked.missing()) {
            return new PartReport(info, "number with spikes", many, spiked.levels(), missing, warnings);
        }
        return new PartReport(
                info,
                "number with spikes and gaps",
                many + ", and cells are missing",
                spiked.levels(),
                missing,
                warnings);
    }
}
