// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Rows of symbols with rules that can be checked. */
public enum SequenceSet {
    /** The dark squares of four by four, as 128 by 128 cells: 8,192 of them, alike probable. */
    CHECKERBOARD("checkerboard", 2, 2, SequenceSet::squares, SequenceSet::dark),

    TIC_TAC_TOE("tic-tac-toe", 10, 9, (rows, seed) -> cells(EndGames.all()), SequenceSet.legal()),

    CODES("codes", 5, 5, (rows, seed) -> cells(Codes.draw(rows, seed)), row -> Codes.valid(String.join("", row)));

    private static final int SIDE = 128;
    private static final int SQUARE = SIDE / 4;

    private final String label;
    private final int columns;
    private final int positions;
    private final BiFunction<Integer, Long, List<List<String>>> rows;
    private final Predicate<List<String>> valid;

    SequenceSet(
            String label,
            int columns,
            int positions,
            BiFunction<Integer, Long, List<List<String>>> rows,
            Predicate<List<String>> valid) {
        this.label = label;
        this.columns = columns;
        this.positions = positions;
        this.rows = rows;
        this.valid = valid;
    }

    static SequenceSet named(String name) {
        return Arrays.stream(values())
                .filter(set -> set.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("data is " + name + ", must be one of "
                        + Arrays.stream(values()).map(SequenceSet::label).collect(Collectors.joining(", "))));
    }

    String label() {
        return label;
    }

    /** Rows of symbols; of the board of games all there are. */
    public List<List<String>> draw(int count, long seed) {
        return rows.apply(count, seed);
    }

    public boolean valid(List<String> row) {
        return valid.test(row);
    }

    /** The nats of a row of the law, uniform on its rows; those of the checkerboard alone are known to be judged by. */
    public double entropy() {
        return this == CHECKERBOARD ? Math.log(SIDE * SIDE / 2.0) : Double.NaN;
    }

    /** What its columns become: positions of a sequence, or labels of their own. */
    Modelling modelling(boolean sequence) {
        return sequence
                ? Modelling.AUTOMATIC.withSequences(List.of(names().subList(0, positions)))
                : Modelling.AUTOMATIC;
    }

    private List<String> names() {
        return IntStream.rangeClosed(1, columns).mapToObj(k -> "p" + k).toList();
    }

    Table table(List<List<String>> of) {
        Table.Builder builder = Table.builder(names().stream()
                .map(name -> new ColumnInfo(name, ColumnKind.TEXT))
                .toList());
        for (List<String> row : of) {
            double[] codes = new double[columns];
            Arrays.setAll(codes, k -> builder.dictionary(k).code(row.get(k)));
            builder.add(codes);
        }
        return builder.build();
    }

    List<List<String>> rows(Table table) {
        List<List<String>> all = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            all.add(IntStream.range(0, columns)
                    .mapToObj(k -> table.dictionary(k).text((int) table.get(at, k)))
                    .toList());
        }
        return all;
    }

    private static List<List<String>> squares(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 94);
        List<List<String>> all = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int x = random.below(SIDE, row, 0);
            int square = 2 * random.below(2, row, 1) + x / SQUARE % 2;
            all.add(List.of(Integer.toString(x), Integer.toString(square * SQUARE + random.below(SQUARE, row, 2))));
        }
        return all;
    }

    private static boolean dark(List<String> row) {
        return (Integer.parseInt(row.get(0)) / SQUARE + Integer.parseInt(row.get(1)) / SQUARE) % 2 == 0;
    }

    private static List<List<String>> cells(List<String> texts) {
        return texts.stream().map(text -> List.of(text.split(""))).toList();
    }

    private static Predicate<List<String>> legal() {
        Set<List<String>> legal = new HashSet<>(cells(EndGames.all()));
        return legal::contains;
    }
}
