// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A page that is a file in a bundle. */
public sealed class FromFilePage extends Page permits ReusablePage {

    private final BundleFolder folder;
    private final Set<String> files = new HashSet<>();
    private final Set<String> directories = new HashSet<>();

    FromFilePage(BundleFolder folder, String relativePath) {
        super(new BundleFile(folder, relativePath));
        this.folder = folder;
    }

    /** Lets the page load another file of its folder. */
    public FromFilePage addResourceFile(String relativeResourcePath) {
        files.add(relativeResourcePath);
        return this;
    }

    /** Lets the page load every file below a folder of its folder. */
    public FromFilePage addResourceDirectory(String relativeDirectoryPath) {
        directories.add(relativeDirectoryPath.replaceAll("/?$", "/"));
        return this;
    }

    /** @return the same page under an id that several nodes share */
    public ReusablePage getReusablePage(String pageId) {
        ReusablePage page = new ReusablePage(folder, getRelativePath(), pageId);
        files.forEach(page::addResourceFile);
        directories.forEach(page::addResourceDirectory);
        return page;
    }

    @Override
    public Optional<Resource> getResource(String relativePath) {
        boolean added = files.contains(relativePath) || directories.stream().anyMatch(relativePath::startsWith);
        return added ? Optional.of(new BundleFile(folder, relativePath)) : super.getResource(relativePath);
    }
}
