// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long nanos;

    private ProgressLine line(boolean terminal, int width) {
        return new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, width, () -> nanos);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private void pass(double seconds) {
        nanos += Math.round(seconds * 1e9);
    }

    @Test
    void aTerminalGetsOneLineThatIsDrawnAgain() {
        ProgressLine line = line(true, 100);
        line.start("Learner #4");
        pass(2);
        line.update(0.25, "900 rows/s");
        pass(2);
        line.end("done in 4.0 s");
        List<String> drawn = List.of(printed().split("\r"));
        assertEquals("Learner #4  [--------------------]   0%", drawn.get(1));
        // a quarter took 2 s, so three quarters take 6 s
        assertEquals("Learner #4  [#####---------------]  25%  900 rows/s  6.0 s left", drawn.get(2));
        assertEquals("Learner #4  done in 4.0 s", drawn.get(3).stripTrailing());
        assertEquals(drawn.get(2).length(), drawn.get(3).length() - 1, "the longer line is wiped out");
        assertTrue(printed().endsWith("\n"));
    }

    @Test
    void aMessageCannotSteerTheTerminal() {
        ProgressLine line = line(true, 100);
        line.start("A #1");
        pass(1);
        line.update(0.5, "column \u001b[2J\u009b31m of \u202etxt\u0007");
        assertTrue(printed().endsWith("column \\u001b[2J\\u009b31m of \\u202etxt\\u0007  1.0 s left"), () -> printed());
    }

    @Test
    void aTerminalIsDrawnAtMostTenTimesASecond() {
        ProgressLine line = line(true, 100);
        line.start("A #1");
        for (int i = 0; i < 1000; i++) {
            pass(0.001);
            line.update(i / 1000.0, "");
        }
        assertEquals(11, printed().chars().filter(c -> c == '\r').count());
    }

    @Test
    void aLineIsCutToTheTerminalAndKeepsToOneLine() {
        ProgressLine line = line(true, 50);
        line.start("A #1");
        pass(1);
        line.update(0.5, "x".repeat(100) + "\nmore");
        for (String drawn : printed().split("\r")) {
            assertTrue(drawn.length() < 50 && !drawn.contains("\n"), drawn);
        }
    }

    @Test
    void withoutATerminalThereAreLinesAtTheQuarters() {
        ProgressLine line = line(false, 100);
        line.start("Learner #4");
        for (int percent = 0; percent <= 100; percent += 5) {
            pass(1);
            line.update(percent / 100.0, percent + " steps");
        }
        line.end("done in 21 s");
        assertEquals(
                """
                Learner #4: started
                Learner #4: 25%  25 steps  18 s left
                Learner #4: 50%  50 steps  11 s left
                Learner #4: 75%  75 steps  5.3 s left
                Learner #4: done in 21 s
                """,
                printed());
    }

    @Test
    void aNodeThatTellsTheTimeLeftIsNotContradicted() {
        ProgressLine line = line(false, 100);
        line.start("A #1");
        pass(2);
        line.update(0.5, "900 rows/s, 0:03 left");
        assertEquals("A #1: started\nA #1: 50%  900 rows/s, 0:03 left\n", printed());
    }

    @Test
    void aQuickNodeGetsTwoLines() {
        ProgressLine line = line(false, 100);
        line.start("A #1");
        for (int i = 0; i <= 4; i++) {
            pass(0.01);
            line.update(i / 4.0, "");
        }
        line.end("done in 0.1 s");
        assertEquals("A #1: started\nA #1: done in 0.1 s\n", printed());
    }

    @Test
    void unknownProgressIsShownAsUnknown() {
        ProgressLine line = line(true, 100);
        line.start("A #1");
        pass(1);
        line.update(-1, "reading");
        assertTrue(printed().endsWith("A #1  [--------------------]   ?%  reading"), printed());
    }

    @Test
    void timesAreWrittenAsPeopleDo() {
        assertEquals("0.4 s", ProgressLine.time(0.4));
        assertEquals("12 s", ProgressLine.time(12.3));
        assertEquals("3:05 min", ProgressLine.time(185));
        assertEquals("2:01 h", ProgressLine.time(7260));
    }
}
