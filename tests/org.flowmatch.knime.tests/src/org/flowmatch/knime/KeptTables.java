// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.standin.NodeHandle;
import org.knime.core.node.port.PortObject;

/** The internal tables of an executed node, as an earlier version of it may have saved them. */
public final class KeptTables {
    private KeptTables() {}

    /** Leaves the first so many. */
    public static void keepFirst(NodeHandle node, int count) throws ReflectiveOperationException {
        Field kept = field(node);
        PortObject[] all = (PortObject[]) ((Optional<?>) kept.get(node.model())).orElseThrow();
        keep(node, Arrays.copyOf(all, count));
    }

    public static void keep(NodeHandle node, PortObject... tables) throws ReflectiveOperationException {
        field(node).set(node.model(), Optional.of(tables));
    }

    private static Field field(NodeHandle node) throws ReflectiveOperationException {
        Field kept = node.model().getClass().getDeclaredField("internal");
        kept.setAccessible(true);
        return kept;
    }
}
