// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.extension;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.RegistryFactory;

/** Finds declarations: in the extension registry where one runs, else in the plugin.xml files on the class path. */
public final class ExtensionPoints {

    private ExtensionPoints() {}

    public static List<Extension> find(final String point, final String element) {
        IExtensionRegistry registry = RegistryFactory.getRegistry();
        if (registry == null) {
            return PluginFiles.find(point, element);
        }
        return Stream.of(registry.getConfigurationElementsFor(point))
                .filter(found -> found.getName().equals(element))
                .<Extension>map(RegistryExtension::new)
                .toList();
    }
}
