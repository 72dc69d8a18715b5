// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;

/**
 * A column of texts, codes, that is modelled by the symbols at its places, a label each: the Unicode character there, and the empty text
 * where the code has ended. A missing code has a missing first symbol and has ended behind it where missing is one of its values;
 * else none of its symbols is known. What a code has beyond the last place stands there, too, so that no column knows it.
 *
 * @param info of the codes
 * @param places the modelled columns in their order, of names that no other column has
 * @param missing whether missing is a value
 */
record CodeColumn(ColumnInfo info, List<ColumnInfo> places, boolean missing) {
    /** What stands at the places behind the end of a code. */
    static final String END = "";

    private static final int NOTHING = -1;

    CodeColumn {
        Objects.requireNonNull(info, "info");
        places = List.copyOf(places);
        if (info.kind() != ColumnKind.TEXT
                || places.isEmpty()
                || places.size() > Modelling.POSITIONS.most()
                || !places.stream().allMatch(place -> place.kind() == ColumnKind.TEXT)) {
            throw new IllegalArgumentException("column " + info.name() + " cannot have the places " + places);
        }
    }

    String name() {
        return info.name();
    }

    /** The Unicode characters of a text. */
    static List<String> symbols(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    /**
     * The symbols of a code at all places.
     *
     * @param mark what stands where a symbol is not known
     * @return null for a symbol that is not known
     */
    String[] at(String code, Optional<String> mark) {
        List<String> symbols = symbols(code);
        String[] at = new String[places.size()];
        for (int k = 0; k < at.length; k++) {
            at[k] = k >= symbols.size()
                    ? END
                    : mark.filter(symbols.get(k)::equals).isPresent() ? null : symbols.get(k);
        }
        if (symbols.size() > at.length) {
            at[at.length - 1] = String.join("", symbols.subList(at.length - 1, symbols.size()));
        }
        return at;
    }

    /** The columns of places of a table of the codes. */
    Table spelled(Table table) {
        return spelled(table, missing, Optional.empty());
    }

    /**
     * The columns of places of a table of the codes, as far as they are known.
     *
     * @param gaps whether missing codes are known to be missing
     * @param mark what stands where a symbol is not known
     */
    Table known(Table table, boolean gaps, Optional<String> mark) {
        return spelled(table, gaps && missing, mark);
    }

    private Table spelled(Table table, boolean gaps, Optional<String> mark) {
        int column = table.indexOf(name());
        Dictionary codes = table.dictionary(column);
        Dictionary symbols = Dictionary.ofCodes();
        int end = symbols.code(END);
        int[][] map = new int[codes.size() + 2][places.size()];
        for (int code = 0; code < codes.size(); code++) {
            String[] at = at(codes.text(code), mark);
            for (int k = 0; k < at.length; k++) {
                map[code][k] = at[k] == null ? NOTHING : symbols.code(at[k]);
            }
        }
        for (int k = 0; k < places.size(); k++) {
            map[codes.size()][k] = Dictionary.MORE;
            map[codes.size() + 1][k] = gaps && k > 0 ? end : NOTHING;
        }
        return table.translate(column, places, symbols, map);
    }

    /** The code of these symbols up to its end, null for a missing one: where the first symbol is missing or the end. */
    static String joined(String[] symbols) {
        StringBuilder code = new StringBuilder();
        for (String symbol : symbols) {
            if (symbol == null || symbol.equals(END)) {
                break;
            }
            code.append(symbol);
        }
        return code.isEmpty() ? null : code.toString();
    }
}
