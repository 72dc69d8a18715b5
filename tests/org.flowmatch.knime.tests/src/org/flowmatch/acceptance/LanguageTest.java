// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A workflow does the same on a computer of any language: in Turkish the lower case of I is not i, in Egypt numbers are
 * written with other digits.
 */
class LanguageTest {
    @TempDir
    Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    private String synthesised(String language) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(language));
        Path file = folder.resolve(language + ".csv");
        StoredWorkflow.run(
                        "csv-synthesis",
                        "4,steps,20,long",
                        "6,settings/file_chooser_settings/if_path_exists,overwrite,String",
                        "6,settings/file_chooser_settings/path/path," + file.toUri() + ",String")
                .close();
        return Files.readString(file);
    }

    @Test
    void aTableIsSynthesisedAlikeInTurkishAndArabic() throws Exception {
        String english = synthesised("en");
        assertTrue(english.lines().count() > 100);
        assertEquals(english, synthesised("tr-TR"));
        assertEquals(english, synthesised("ar-EG-u-nu-arab"));
    }
}
