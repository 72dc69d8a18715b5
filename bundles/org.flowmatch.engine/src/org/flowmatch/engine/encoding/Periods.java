// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.flowmatch.engine.data.ColumnKind;

/** Periods that the names and values of columns suggest: of hours, weekdays, months and angles. */
public final class Periods {
    /** Nanoseconds of a day, after which times of the day repeat. */
    public static final double DAY = 86_400e9;

    private record Known(Pattern name, double least, double most, double period, boolean angle) {}

    private static final List<Known> KNOWN = List.of(
            known("hour|hours|hr|hourofday|stunde|pickuphour|dropoffhour", 0, 24, 24),
            known("minute|minutes|minuteofhour", 0, 60, 60),
            known("weekday|dayofweek|dow|wday|wochentag", 0, 7, 7),
            known("month|monat|mon|mnth|monthofyear", 0, 12, 12),
            known("week|weekofyear", 0, 53, 52),
            known("dayofyear|doy|yday", 0, 366, 365),
            new Known(
                    Pattern.compile(
                            "angle|bearing|direction|heading|azimuth|degrees|winddirection|winddir|dihedral|aspect"),
                    -180,
                    360,
                    360,
                    true),
            known("longitude|lon|lng", -180, 360, 360));

    private Periods() {}

    private static Known known(String names, double least, double most, double period) {
        return new Known(Pattern.compile(names), least, most, period, false);
    }

    /**
     * The period that a column seems to have: its name, or a word of it, is that of such a quantity, and its values lie within
     * the quantity's range. Of angles that lie within 2 pi, it is that.
     */
    public static OptionalDouble of(String name, ColumnKind kind, double smallest, double largest) {
        if (kind == ColumnKind.TIME) {
            return OptionalDouble.of(DAY);
        }
        if (!kind.quantity()) {
            return OptionalDouble.empty();
        }
        for (String word : words(name)) {
            for (Known known : KNOWN) {
                if (known.name.matcher(word).matches() && smallest >= known.least && largest <= known.most) {
                    boolean radians = known.angle
                            && kind == ColumnKind.DOUBLE
                            && smallest >= -Math.PI - 1e-3
                            && largest <= 2 * Math.PI + 1e-3;
                    return OptionalDouble.of(radians ? 2 * Math.PI : known.period);
                }
            }
        }
        return OptionalDouble.empty();
    }

    /** The whole name without what joins its words, and each of them. */
    private static List<String> words(String name) {
        String[] parts = name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}]+");
        List<String> words = new ArrayList<>(List.of(String.join("", parts)));
        words.addAll(List.of(parts));
        return words;
    }
}
