// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.node.parameters.persistence.Persistable;

/** Settings written by hand in the layout of a workflow's files. */
final class SettingsXml {

    private SettingsXml() {}

    /** @return config "model" with these entries and configs */
    static NodeSettingsRO model(String content) {
        String file =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <config xmlns="http://www.knime.org/2008/09/XMLConfig" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xsi:schemaLocation="http://www.knime.org/2008/09/XMLConfig \
                http://www.knime.org/XMLConfig_2008_09.xsd" key="model">
                %s
                </config>
                """
                        .formatted(content);
        try {
            return NodeSettings.loadFromXML(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertSavedAs(String content, Persistable parameters) {
        NodeSettings saved = new NodeSettings("model");
        ParametersStore.save(parameters, saved);
        assertEquals(model(content), saved);
    }
}
