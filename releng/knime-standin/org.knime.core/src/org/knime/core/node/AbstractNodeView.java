// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** The base of a node's views. */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {

    private final T m_model;

    protected AbstractNodeView(final T model) {
        m_model = model;
    }

    protected final T getViewableModel() {
        return m_model;
    }

    protected abstract void modelChanged();

    protected abstract void callOpenView(String title);

    protected abstract void callCloseView();

    /** What a view can show. */
    public interface ViewableModel {}
}
