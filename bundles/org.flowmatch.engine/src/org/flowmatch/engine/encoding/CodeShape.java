// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;

/** Whether texts can be modelled as codes, and look like such: many of like length, from few symbols without spaces. */
enum CodeShape {
    /** They are too long, or have too many symbols. */
    NONE,
    POSSIBLE,
    LIKELY;

    private static final int FEWEST_TEXTS = 100;
    private static final int LONGEST = 32;
    private static final int MOST_SYMBOLS = 64;

    /** @param texts all different */
    static CodeShape of(List<String> texts) {
        Set<Integer> symbols = new HashSet<>();
        IntSummaryStatistics lengths = new IntSummaryStatistics();
        for (String text : texts) {
            int length = text.codePointCount(0, text.length());
            lengths.accept(length);
            if (length == 0 || length > Modelling.POSITIONS.most()) {
                return NONE;
            }
            text.codePoints().forEach(symbols::add);
        }
        if (symbols.size() > Sequence.ALPHABET) {
            return NONE;
        }
        boolean alike =
                lengths.getMax() <= LONGEST && lengths.getMax() - lengths.getMin() <= Math.max(1, lengths.getMax() / 4);
        boolean few = symbols.size() <= MOST_SYMBOLS && symbols.stream().noneMatch(Character::isWhitespace);
        return texts.size() >= FEWEST_TEXTS && alike && few ? LIKELY : POSSIBLE;
    }
}
