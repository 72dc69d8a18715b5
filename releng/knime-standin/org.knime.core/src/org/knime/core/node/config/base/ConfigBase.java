// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import org.knime.core.node.InvalidSettingsException;

/** A settings tree in memory, with its XML form. */
public abstract class ConfigBase extends ConfigArrays {

    public ConfigBase(final String key) {
        super(key);
    }

    /** An empty tree of the same class. */
    public abstract ConfigBase getInstance(String key);

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(entries().keySet());
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public boolean containsKey(final String key) {
        return entries().containsKey(key);
    }

    public AbstractConfigEntry getEntry(final String key) {
        return entries().get(key);
    }

    protected AbstractConfigEntry get(final String key) {
        return entries().get(key);
    }

    protected void put(final AbstractConfigEntry entry) {
        entries().put(entry.getKey(), entry);
    }

    /** Adds a scalar, or a copy of a sub-tree. */
    public void addEntry(final AbstractConfigEntry entry) {
        if (entry instanceof ConfigBase config) {
            config.copyTo(addConfigBase(config.getKey()));
        } else {
            put(entry);
        }
    }

    public final AbstractConfigEntry removeConfig(final String key) {
        return entries().remove(key);
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        ConfigBase config = getInstance(key);
        put(config);
        return config;
    }

    protected final void addConfigBase(final ConfigBase config) {
        put(config);
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        if (entries().get(key) instanceof ConfigBase config) {
            return config;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }

    @Override
    public void copyTo(final ConfigBaseWO dest) {
        for (AbstractConfigEntry entry : entries().values()) {
            if (entry instanceof ConfigBase config) {
                config.copyTo(dest.addConfigBase(config.getKey()));
            } else {
                ((ConfigBase) dest).put(entry);
            }
        }
    }

    /** Writes the tree as XML (UTF-8) and closes the stream. */
    @Override
    public final void saveToXML(final OutputStream out) throws IOException {
        try (out) {
            ConfigXmlWriter.write(this, out);
        }
    }

    /** Adds what the XML holds and closes the stream. */
    public void load(final InputStream in) throws IOException {
        try (in) {
            ConfigXmlReader.read(in, key -> this);
        }
    }

    /** Reads XML into a tree of the given tree's class, keyed as the XML's root, and closes the stream. */
    protected static ConfigBase loadFromXML(final ConfigBase prototype, final InputStream in) throws IOException {
        try (in) {
            return ConfigXmlReader.read(in, prototype::getInstance);
        }
    }

    @Override
    public final String toStringValue() {
        return getKey();
    }

    @Override
    boolean sameValue(final AbstractConfigEntry other) {
        return other instanceof ConfigBase config && entries().equals(config.entries());
    }

    @Override
    public String toString() {
        return getKey() + "=" + entries().values();
    }
}
