// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.encoding.Sequence;
import org.flowmatch.engine.encoding.TableEncoding;

/**
 * Which inputs and outputs of a network are the levels of labels in sequences, and which symbol of which position each of them
 * is. Positions and symbols of several sequences are counted through; a symbol belongs to one sequence.
 *
 * @param before inputs before those of the levels of all labels
 * @param levels of all labels, 0 to 1,048,576; the last outputs are their logits
 * @param runs of levels, ascending; those of a position lie side by side
 */
public record SequenceColumns(int before, int levels, List<Run> runs) {
    private static final String REMEDY = "Leave columns out of the sequences, or train the model again.";
    private static final Range LEVELS = Range.between(0, 1 << 20);

    /** Of rows without a sequence; behind the ranges, which its constructor reads. */
    public static final SequenceColumns NONE = new SequenceColumns(0, 0, List.of());

    /**
     * Levels whose symbols follow each other.
     *
     * @param level the first one among those of all labels
     * @param position whose levels they are, from 0
     * @param symbol of the first one, from 0
     * @param length at least 1
     */
    public record Run(int level, int position, int symbol, int length) {
        public Run {
            if (level < 0 || position < 0 || symbol < 0 || length < 1) {
                throw new IllegalArgumentException(
                        length + " levels from " + level + " on for position " + position + " and symbol " + symbol);
            }
        }
    }

    public SequenceColumns {
        runs = List.copyOf(runs);
        LEVELS.check("The number of inputs before levels", before, REMEDY);
        LEVELS.check("The number of levels", levels, REMEDY);
        int end = 0;
        int position = -1;
        for (Run run : runs) {
            boolean follows = run.position() == position || run.position() == position + 1;
            if (run.level() < end || run.level() + run.length() > levels || !follows) {
                throw new IllegalArgumentException(run + " does not follow level " + end + " of position " + position);
            }
            end = run.level() + run.length();
            position = run.position();
        }
    }

    /** Those of an encoding's rows; {@link #NONE} where no columns stand in a sequence. */
    public static SequenceColumns of(TableEncoding encoding) {
        List<Sequence> sequences = encoding.sequences();
        if (sequences.isEmpty()) {
            return NONE;
        }
        int levels =
                encoding.space().labels().stream().mapToInt(Integer::intValue).sum();
        SortedMap<Integer, List<Integer>> positions = new TreeMap<>();
        int symbols = 0;
        for (Sequence sequence : sequences) {
            int first = symbols;
            sequence.positions()
                    .forEach(of -> positions.put(
                            of.firstLevel(),
                            of.symbols().stream().map(symbol -> first + symbol).toList()));
            symbols += sequence.symbols().size();
        }
        List<Run> runs = new ArrayList<>();
        int position = 0;
        for (Map.Entry<Integer, List<Integer>> of : positions.entrySet()) {
            add(runs, of.getKey(), position++, of.getValue());
        }
        return new SequenceColumns(Math.max(1, encoding.space().numbers()), levels, runs);
    }

    private static void add(List<Run> runs, int firstLevel, int position, List<Integer> symbols) {
        for (int from = 0, to; from < symbols.size(); from = to) {
            to = from + 1;
            while (to < symbols.size() && symbols.get(to) == symbols.get(to - 1) + 1) {
                to++;
            }
            runs.add(new Run(firstLevel + from, position, symbols.get(from), to - from));
        }
    }

    /** The positions of all sequences. */
    public int positions() {
        return runs.isEmpty() ? 0 : runs.get(runs.size() - 1).position() + 1;
    }

    /** The symbols of all sequences. */
    public int symbols() {
        return runs.stream().mapToInt(run -> run.symbol() + run.length()).max().orElse(0);
    }

    /** The levels of all sequences. */
    public int count() {
        return runs.stream().mapToInt(Run::length).sum();
    }

    /** The first inputs that are levels of no sequence. */
    int others(int inputs) {
        return inputs
                - runs.stream()
                        .mapToInt(run -> Math.max(0, Math.min(run.length(), inputs - before - run.level())))
                        .sum();
    }

    /** Whether each position has all symbols, in their order, and no other level lies between them. */
    boolean regular() {
        int symbols = symbols();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.symbol() != 0
                    || run.length() != symbols
                    || run.position() != i
                    || run.level() != runs.get(0).level() + i * symbols) {
                return false;
            }
        }
        return true;
    }

    /** The runs as numbers: level, position, symbol, length, one run after another. */
    List<Integer> numbers() {
        return runs.stream()
                .flatMap(run -> Stream.of(run.level(), run.position(), run.symbol(), run.length()))
                .toList();
    }

    /** Of the inputs that are levels of no sequence the first one and the length of each stretch. */
    List<Integer> otherInputs(int inputs) {
        List<Integer> stretches = new ArrayList<>();
        int end = 0;
        for (Run run : runs) {
            append(stretches, end, before + run.level() - end);
            end = before + run.level() + run.length();
        }
        append(stretches, end, inputs - end);
        return stretches;
    }

    /**
     * How the outputs are made of two lists, those of no sequence and behind them logits [positions symbols] of all symbols at
     * each position: first one and length of each stretch.
     */
    List<Integer> outputs(int outputs) {
        List<Integer> stretches = new ArrayList<>();
        int own = outputs - count();
        int first = outputs - levels;
        int end = 0;
        int taken = 0;
        for (Run run : runs) {
            int others = first + run.level() - end;
            append(stretches, taken, others);
            taken += others;
            end = first + run.level() + run.length();
            append(stretches, own + run.position() * symbols() + run.symbol(), run.length());
        }
        append(stretches, taken, outputs - end);
        return stretches;
    }

    /** One stretch where it goes on where the last one ends. */
    private static void append(List<Integer> stretches, int first, int length) {
        int last = stretches.size() - 2;
        if (length > 0 && last >= 0 && stretches.get(last) + stretches.get(last + 1) == first) {
            stretches.set(last + 1, stretches.get(last + 1) + length);
        } else if (length > 0) {
            stretches.add(first);
            stretches.add(length);
        }
    }
}
