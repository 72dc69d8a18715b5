// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

/** A settings tree without further methods. */
public class SimpleConfig extends ConfigBase {

    public SimpleConfig(final String key) {
        super(key);
    }

    @Override
    public ConfigBase getInstance(final String key) {
        return new SimpleConfig(key);
    }
}
