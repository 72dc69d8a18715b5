// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTableTest {
    @TempDir
    Path folder;

    @Test
    void emptyCellsAndNaAreMissing() throws Exception {
        TextTable table = read("age,\"job, now\",note\n 39 ,\"clerk, old\",?\n,NA,\"two\nlines\"\n");
        assertEquals(List.of("age", "job, now", "note"), table.names());
        assertEquals(2, table.rows());
        assertArrayEquals(new String[] {"39", null}, table.column("age"));
        assertArrayEquals(new String[] {"clerk, old", null}, table.column("job, now"));
        assertArrayEquals(new String[] {"?", "two\nlines"}, table.column("note"));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        TextTable table = read("a,b\n1,\"x \"\"y\"\"\"\n,\n2.50,z\n");
        Path copy = folder.resolve("made/copy.csv");
        table.write(copy);
        assertEquals(table, TextTable.read(copy));
    }

    @Test
    void aFileThatIsNoTableIsRefused() {
        assertTrue(problem("a,b\n1,2\n3\n").contains("Line 3 of "), problem("a,b\n1,2\n3\n"));
        assertTrue(problem("a,a\n1,2\n").contains("two columns of one name"));
        assertTrue(problem("a,b\n").contains("has no rows"));
        assertTrue(problem("").contains("has no rows"));
    }

    private String problem(String text) {
        return assertThrows(FlowException.class, () -> read(text)).problem();
    }

    private TextTable read(String text) throws Exception {
        Path csv = folder.resolve("table.csv");
        Files.writeString(csv, text);
        return TextTable.read(csv);
    }
}
