// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.data;

import java.io.IOException;

/**
 * Holds the type of serializers only: the initial data of a node's view are made by the view.
 *
 * @param <D> the data
 */
public final class InitialDataService<D> {

    private InitialDataService() {}

    /**
     * Turns initial data into text, JSON or not.
     *
     * @param <D> the data
     */
    @FunctionalInterface
    public interface Serializer<D> {

        String serialize(D data) throws IOException;
    }
}
