// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.flowmatch.engine.json.JsonFamily;

/**
 * The kinds of flow that there are: the classes that the engine's file
 * {@code META-INF/services/org.flowmatch.engine.dynamics.DynamicsKind} names, one a line. That line is the whole registration
 * of a kind: what reads models and what trains and moves both ask here.
 */
public final class DynamicsKinds {
    private static final List<DynamicsKind<?>> ALL = registered();

    /** The records of all kinds with the names under which they are stored. */
    public static final JsonFamily<Dynamics> FAMILY = family(ALL);

    private DynamicsKinds() {}

    /** Every kind. */
    public static List<DynamicsKind<?>> all() {
        return ALL;
    }

    /**
     * The kind of some dynamics.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static DynamicsKind<?> of(Dynamics dynamics) {
        return ALL.stream()
                .filter(kind -> kind.dynamics().equals(dynamics.getClass()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        dynamics.getClass() + " is of no kind of flow: name its kind in META-INF/services/"
                                + DynamicsKind.class.getName()));
    }

    /** By the loader of this bundle, not the thread's: under OSGi that one may know nothing of the engine. */
    private static List<DynamicsKind<?>> registered() {
        List<DynamicsKind<?>> kinds = new ArrayList<>();
        for (DynamicsKind<?> kind : ServiceLoader.load(DynamicsKind.class, DynamicsKind.class.getClassLoader())) {
            kinds.add(kind);
        }
        return List.copyOf(kinds);
    }

    /**
     * The records of kinds by their names.
     *
     * @throws IllegalArgumentException when two kinds have one name or one record, or dynamics are no record
     */
    public static JsonFamily<Dynamics> family(List<DynamicsKind<?>> kinds) {
        JsonFamily<Dynamics> family = JsonFamily.of(Dynamics.class);
        for (DynamicsKind<?> kind : kinds) {
            family = family.with(kind.id(), kind.dynamics());
        }
        return family;
    }
}
