// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.extension;

import org.eclipse.core.runtime.ContributorFactoryOSGi;
import org.eclipse.core.runtime.IConfigurationElement;
import org.osgi.framework.Bundle;

/** A declaration in the extension registry; its classes are loaded by the declaring bundle. */
record RegistryExtension(IConfigurationElement element) implements Extension {

    @Override
    public String attribute(final String name) {
        return element.getAttribute(name);
    }

    @Override
    public String contributor() {
        return element.getContributor().getName();
    }

    @Override
    public Class<?> load(final String attribute) {
        Bundle bundle = ContributorFactoryOSGi.resolve(element.getContributor());
        String className = attribute(attribute);
        try {
            return bundle.loadClass(className);
        } catch (ClassNotFoundException failure) {
            throw new IllegalStateException(
                    "Bundle " + contributor() + " declares the " + attribute + " " + className
                            + ", but has no such class.",
                    failure);
        }
    }
}
