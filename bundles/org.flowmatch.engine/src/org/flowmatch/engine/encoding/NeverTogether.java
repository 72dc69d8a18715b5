// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;

/**
 * Levels of two labels that stand in no row together, although chance would have put them into many: structural zeros of the
 * contingency tables (Bishop, Fienberg and Holland 1975), such as a code for "not measured" in one column beside a value in a
 * column that is measured with it. What draws labels leaves them out.
 */
public final class NeverTogether {
    /** Where every level may stand with every other. */
    public static final NeverTogether NOTHING = new NeverTogether(List.of(), new int[0]);

    /** Rows that chance would give a pair, were its columns independent: none of them by chance has probability e^-20. */
    static final double LEAST_EXPECTED = 20;

    private static final int MOST_ROWS = 100_000;
    private static final int MOST_LEVELS = 3_000;

    private final int[] firsts;
    private final int[] pairs;
    private final BitSet[] others;

    /**
     * @param levels of each label
     * @param pairs numbers of levels, counted on from label to label, two for each pair
     * @throws IllegalArgumentException when there is no such level, or two are of one label
     */
    NeverTogether(List<Integer> levels, int[] pairs) {
        this.pairs = pairs.clone();
        firsts = firsts(levels);
        others = new BitSet[firsts[levels.size()]];
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("a level has no second one");
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (label(pairs[i]) == label(pairs[i + 1])) {
                throw new IllegalArgumentException(
                        "the levels " + pairs[i] + " and " + pairs[i + 1] + " are of one label");
            }
            mark(pairs[i], pairs[i + 1]);
            mark(pairs[i + 1], pairs[i]);
        }
    }

    private static int[] firsts(List<Integer> levels) {
        int[] firsts = new int[levels.size() + 1];
        for (int k = 0; k < levels.size(); k++) {
            firsts[k + 1] = firsts[k] + levels.get(k);
        }
        return firsts;
    }

    private int label(int level) {
        if (level < 0 || level >= others.length) {
            throw new IllegalArgumentException("there is no level " + level + " among " + others.length);
        }
        int found = Arrays.binarySearch(firsts, level);
        return found >= 0 ? found : -found - 2;
    }

    private void mark(int level, int other) {
        if (others[level] == null) {
            others[level] = new BitSet(others.length);
        }
        others[level].set(other);
    }

    /** @param rows encoded rows [n, D] of this space; of many some, equally far apart */
    static NeverTogether of(RowMatrix rows, RowSpace space) {
        List<Integer> levels = space.labels();
        int[] firsts = firsts(levels);
        int[] offsets = space.parts().stream()
                .filter(RowPart::isLabel)
                .mapToInt(RowPart::offset)
                .toArray();
        int n = Math.min(rows.rows(), MOST_ROWS);
        int[][] seen = new int[n][offsets.length];
        int[] counts = new int[firsts[offsets.length]];
        float[] row = new float[space.width()];
        for (int i = 0; i < n; i++) {
            rows.copyRow((int) ((long) i * rows.rows() / n), row, 0);
            for (int k = 0; k < offsets.length; k++) {
                seen[i][k] = firsts[k] + (int) row[offsets[k]];
                counts[seen[i][k]]++;
            }
        }
        int[] frequent = IntStream.range(0, counts.length)
                .filter(level -> counts[level] >= LEAST_EXPECTED)
                .boxed()
                .sorted((a, b) -> counts[b] - counts[a])
                .limit(MOST_LEVELS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        boolean[][] together = together(seen, frequent, counts.length);
        NeverTogether all = new NeverTogether(levels, new int[0]);
        IntStream.Builder pairs = IntStream.builder();
        for (int i = 0; i < frequent.length; i++) {
            for (int j = i + 1; j < frequent.length; j++) {
                double expected = (double) counts[frequent[i]] * counts[frequent[j]] / n;
                if (!together[i][j] && expected >= LEAST_EXPECTED && all.label(frequent[i]) != all.label(frequent[j])) {
                    pairs.add(frequent[i]).add(frequent[j]);
                }
            }
        }
        return new NeverTogether(levels, pairs.build().toArray());
    }

    /** Which of the frequent levels stand together, the earlier one first. */
    private static boolean[][] together(int[][] seen, int[] frequent, int levels) {
        int[] place = new int[levels];
        Arrays.fill(place, -1);
        for (int i = 0; i < frequent.length; i++) {
            place[frequent[i]] = i;
        }
        boolean[][] together = new boolean[frequent.length][frequent.length];
        for (int[] row : seen) {
            for (int k = 0; k < row.length; k++) {
                for (int other = k + 1; other < row.length && place[row[k]] >= 0; other++) {
                    if (place[row[other]] >= 0) {
                        together[place[row[k]]][place[row[other]]] = true;
                    }
                }
            }
        }
        return together;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** Numbers of levels, counted on from label to label, two for each pair. */
    int[] pairs() {
        return pairs.clone();
    }

    /**
     * Marks the levels of a label that stand in no row with a level of another.
     *
     * @param known the label that has a level
     * @param level of it
     * @param label whose levels are asked for
     * @param excluded [levels of the label], of which some become true
     */
    public void exclude(int known, int level, int label, boolean[] excluded) {
        int at = firsts[known] + level;
        if (at >= firsts[known + 1] || others[at] == null) {
            return;
        }
        int end = firsts[label + 1];
        for (int i = others[at].nextSetBit(firsts[label]); i >= 0 && i < end; i = others[at].nextSetBit(i + 1)) {
            excluded[i - firsts[label]] = true;
        }
    }
}
