// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import org.knime.core.webui.page.FromFilePage;
import org.knime.core.webui.page.Page.RequireFromFileOrString;

/** The page of a node's view: {@code view/NAME/index.html}, its folder, and what all pages share. */
public final class ViewPage {
    private static final String SHARED = "shared";

    private ViewPage() {}

    /** @param name the folder in {@code view} */
    public static FromFilePage of(RequireFromFileOrString page, String name) {
        return page.fromFile()
                .bundleClass(ViewPage.class)
                .basePath("view")
                .relativeFilePath(name + "/index.html")
                .addResourceDirectory(name)
                .addResourceDirectory(SHARED);
    }
}
