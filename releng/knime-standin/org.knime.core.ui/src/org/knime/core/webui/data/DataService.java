// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.data;

import java.util.Optional;

/** Serves data to a page. */
public interface DataService {

    Optional<Runnable> disposeRunnable();

    Optional<Runnable> deactivateRunnable();

    /** Builds a data service. */
    interface DataServiceBuilder {

        DataServiceBuilder onDispose(Runnable dispose);

        DataServiceBuilder onDeactivate(Runnable deactivate);
    }
}
