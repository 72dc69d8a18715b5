// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Resource;

/** What the pages load lies in the bundle and may be loaded; nothing comes from elsewhere. */
class PageFilesTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @ParameterizedTest
    @EnumSource(View.class)
    void everyFileOfThePageIsThere(View view) throws Exception {
        Page page = view.page();
        List<String> files = new ArrayList<>();
        for (Matcher loaded = LOADED.matcher(text(page)); loaded.find(); ) {
            String file =
                    URI.create(page.getRelativePath()).resolve(loaded.group(1)).toString();
            Resource resource = page.getResource(file).orElseThrow(() -> new AssertionError(file + " is not added"));
            assertTrue(text(resource).length() > 100, file);
            files.add(file);
        }
        assertTrue(files.contains("shared/page.js") && files.contains("shared/extension.js"), files::toString);
    }

    private static String text(Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
