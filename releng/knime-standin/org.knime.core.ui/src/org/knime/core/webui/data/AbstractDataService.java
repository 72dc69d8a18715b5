// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.data;

import java.util.Optional;

/** A data service with what its builder was told. */
public abstract class AbstractDataService implements DataService {

    private final Optional<Runnable> dispose;
    private final Optional<Runnable> deactivate;

    AbstractDataService(AbstractDataServiceBuilder builder) {
        dispose = builder.dispose;
        deactivate = builder.deactivate;
    }

    @Override
    public Optional<Runnable> disposeRunnable() {
        return dispose;
    }

    @Override
    public Optional<Runnable> deactivateRunnable() {
        return deactivate;
    }

    /** Builds a data service. */
    public abstract static class AbstractDataServiceBuilder implements DataServiceBuilder {

        private Optional<Runnable> dispose = Optional.empty();
        private Optional<Runnable> deactivate = Optional.empty();

        @Override
        public DataServiceBuilder onDispose(Runnable runnable) {
            dispose = Optional.of(runnable);
            return this;
        }

        @Override
        public DataServiceBuilder onDeactivate(Runnable runnable) {
            deactivate = Optional.of(runnable);
            return this;
        }
    }
}
