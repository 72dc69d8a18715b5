// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The page of a view: an HTML file in a bundle, with further files beside it. */
public sealed class Page implements Resource permits FromFilePage {

    private final Resource file;

    Page(Resource file) {
        this.file = file;
    }

    public static RequireFromFileOrString create() {
        return () -> bundleClass ->
                basePath -> relativePath -> new FromFilePage(new BundleFolder(bundleClass, basePath), relativePath);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return file.getInputStream();
    }

    @Override
    public String getRelativePath() {
        return file.getRelativePath();
    }

    /** @return a file that the page may load, empty when it was not added to the page */
    public Optional<Resource> getResource(String relativePath) {
        return relativePath.equals(getRelativePath()) ? Optional.of(file) : Optional.empty();
    }

    /** The first step: where the page comes from. */
    public interface RequireFromFileOrString {

        RequireBundle fromFile();
    }

    /** The bundle that holds the page. */
    public interface RequireBundle {

        /** @param bundleClass any class of the bundle */
        RequireBasePath bundleClass(Class<?> bundleClass);
    }

    /** The folder of the page and its files. */
    public interface RequireBasePath {

        /** @param basePath from the bundle's root */
        RequireRelativeFilePath basePath(String basePath);
    }

    /** The page's file. */
    public interface RequireRelativeFilePath {

        /** @param relativeFilePath from the base path */
        FromFilePage relativeFilePath(String relativeFilePath);
    }
}
