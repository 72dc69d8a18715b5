// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The 958 boards on which games of tic-tac-toe end that x begins, by the rules: nine squares of x, o and b (blank), then + where x has won, else -. */
final class EndGames {
    private static final int[][] LINES = {
        {0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}
    };

    private static final String BLANK = "b";

    private EndGames() {}

    /** All of them, in alphabetical order. */
    static List<String> all() {
        SortedSet<String> ends = new TreeSet<>();
        play(BLANK.repeat(9), 'x', ends);
        return new ArrayList<>(ends);
    }

    private static void play(String board, char turn, SortedSet<String> ends) {
        boolean won = wins(board, 'x');
        if (won || wins(board, 'o') || !board.contains(BLANK)) {
            ends.add(board + (won ? "+" : "-"));
            return;
        }
        for (int square = 0; square < board.length(); square++) {
            if (board.startsWith(BLANK, square)) {
                String next = board.substring(0, square) + turn + board.substring(square + 1);
                play(next, turn == 'x' ? 'o' : 'x', ends);
            }
        }
    }

    private static boolean wins(String board, char player) {
        for (int[] line : LINES) {
            if (board.charAt(line[0]) == player && board.charAt(line[1]) == player && board.charAt(line[2]) == player) {
                return true;
            }
        }
        return false;
    }
}
