// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

/** A page that several nodes share. */
public final class ReusablePage extends FromFilePage {

    private final String pageId;

    ReusablePage(BundleFolder folder, String relativePath, String pageId) {
        super(folder, relativePath);
        this.pageId = pageId;
    }

    public String getPageId() {
        return pageId;
    }
}
