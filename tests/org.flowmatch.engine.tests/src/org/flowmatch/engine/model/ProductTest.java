// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

class ProductTest {
    @Test
    void theVersionIsThatOfTheBundle() {
        Bundle bundle = FrameworkUtil.getBundle(Product.class);
        if (bundle == null) {
            Assumptions.abort("runs in Equinox only");
            return;
        }
        Version version = bundle.getVersion();
        assertEquals(version.getMajor() + "." + version.getMinor() + "." + version.getMicro(), Product.VERSION);
    }
}
