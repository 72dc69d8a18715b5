// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the columns of a table become the coordinates in which paths run: the registry of column encodings. Constants are stored
 * by name, in ports as it is and in encodings in lower case, so they never change.
 */
public enum Scaling {
    /** Normal scores of the ranks; decoded through the observed quantiles. */
    QUANTILE(new QuantileForm()),
    /** Mean 0, standard deviation 1. */
    STANDARDISE(StandardisedColumn.FORM),
    /** As they are. */
    NONE(RawColumn.FORM);

    private final ColumnForm<?> form;

    Scaling(ColumnForm<?> form) {
        this.form = form;
    }

    ColumnForm<?> form() {
        return form;
    }

    /** Its name in stored encodings. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Scaling::id).toList();
    }

    static Optional<Scaling> of(String id) {
        return Arrays.stream(values()).filter(s -> s.id().equals(id)).findAny();
    }
}
