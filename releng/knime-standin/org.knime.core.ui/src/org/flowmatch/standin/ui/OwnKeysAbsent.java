// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.util.function.Predicate;
import org.knime.core.node.NodeSettingsRO;

/** Marks a migration that applies where the field's own keys are absent; only the loader knows those keys. */
public final class OwnKeysAbsent implements Predicate<NodeSettingsRO> {

    @Override
    public boolean test(NodeSettingsRO settings) {
        throw new UnsupportedOperationException("the keys of the field are not known here");
    }
}
