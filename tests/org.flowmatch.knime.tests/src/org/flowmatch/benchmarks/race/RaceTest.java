// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.benchmarks.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceTest {
    private static final Request WORK = Request.of("measure");

    @TempDir
    Path folder;

    /** Needs so many seconds for one repetition; writes its name down. */
    private static Measured taking(double seconds, String name, List<String> calls) {
        return (work, repeat) -> {
            calls.add(name);
            return new Timing(
                    repeat * seconds * (work.values().containsKey("slow") ? 3 : 1), repeat * seconds, 7, repeat);
        };
    }

    @Test
    void roundsAreInterleavedAndEachMeasurementIsLongEnough() throws Exception {
        List<String> calls = new ArrayList<>();
        List<Contestant> contestants = List.of(
                new Contestant("a", taking(0.01, "a", calls), WORK),
                new Contestant("b", taking(0.3, "b", calls), WORK));
        List<Race.Times> times = new Race(3, 0.1, 0).run("case", contestants, journal());
        assertEquals(0.01, times.get(0).wall().median(), 1e-12);
        assertEquals(0.3, times.get(1).cpu().most(), 1e-12);
        assertEquals(7, times.get(0).result());
        assertEquals("abbaab", String.join("", calls.subList(calls.size() - 6, calls.size())));
    }

    @Test
    void ofSeveralWaysTheFastestIsRaced() throws Exception {
        Contestant one = new Contestant(
                "a",
                taking(0.01, "a", new ArrayList<>()),
                Map.of("slowly", WORK.with("slow", 1), "quickly", WORK),
                Optional.empty());
        Race.Times times =
                new Race(2, 0.01, 0).run("case", List.of(one), journal()).get(0);
        assertEquals("a, quickly", times.label());
        assertEquals(0.01, times.wall().median(), 1e-12);
    }

    @Test
    void whatAJournalHasIsNotMeasuredAgain() throws Exception {
        List<String> calls = new ArrayList<>();
        List<Contestant> contestants = List.of(new Contestant("a", taking(0.25, "a", calls), WORK));
        new Race(2, 0.1, 0).run("case", contestants, journal());
        int before = calls.size();
        Race.Times again = new Race(2, 0.1, 0)
                .run("case", contestants, Journal.open(folder.resolve("j.tsv"), false))
                .get(0);
        assertEquals(before, calls.size());
        assertEquals(0.25, again.wall().least());
        new Race(3, 0.1, 0).run("case", contestants, Journal.open(folder.resolve("j.tsv"), false));
        assertTrue(calls.size() > before);
    }

    /** Ours takes 1 s of CPU, the others 2 and 3: the limit of both is held against the faster one. */
    @Test
    void aLimitIsHeldAgainstTheFastestOfThoseWhoShareIt() {
        assertEquals(List.of(), missed(2, true));
        List<String> missed = missed(2.5, true);
        assertEquals(1, missed.size());
        assertTrue(missed.get(0).contains("2.00 times as fast as fused, limit 2.50"), missed.toString());
        // by the wall time both are equal
        assertEquals(List.of(), missed(1, false));
        assertEquals(1, missed(1.01, false).size());
    }

    private static List<String> missed(double factor, boolean judgeCpu) {
        Optional<Contestant.Limit> limit = Optional.of(new Contestant.Limit("eager", factor));
        Measured idle = (work, repeat) -> new Timing(1, 1, 0, repeat);
        List<Contestant> contestants = List.of(
                new Contestant("ours", idle, WORK),
                new Contestant("plain", idle, Map.of("", WORK), limit),
                new Contestant("fused", idle, Map.of("", WORK), limit));
        List<Race.Times> times = List.of(times("ours", 1), times("plain", 3), times("fused", 2));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RaceTable table = new RaceTable("step", new PrintStream(out, true, StandardCharsets.UTF_8));
        table.header();
        table.print("case", 1, contestants, times, 1, judgeCpu);
        assertTrue(out.toString(StandardCharsets.UTF_8)
                .contains("| case | 1 | plain | 3000 | 4000 (4000 to 4000) | 3.00 |"));
        return table.missed();
    }

    /** One line, as wide as the header. */
    @Test
    void moreThreadsThanCoresAreWarnedOf() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RaceTable table = new RaceTable("step", new PrintStream(out, true, StandardCharsets.UTF_8));
        table.warnOfThreads(2, 2);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        table.header();
        table.warnOfThreads(4, 2);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(2).startsWith("| warning: 4 threads share the 2 cores of this machine"), lines.get(2));
        assertEquals(columns(lines.get(0)), columns(lines.get(2)));
    }

    private static long columns(String line) {
        return line.chars().filter(c -> c == '|').count();
    }

    private static Race.Times times(String label, double cpu) {
        return new Race.Times(label, new Series(new double[] {4, 4, 4}), new Series(new double[] {cpu, 0.5, 9}), 0);
    }

    @Test
    void mediansRangesAndRatiosByRound() {
        Series series = new Series(new double[] {5, 1, 3});
        assertEquals(3, series.median());
        assertEquals(1, series.least());
        assertEquals(5, series.most());
        assertEquals(2.5, new Series(new double[] {4, 1, 2, 3}).median());
        assertEquals(4, series.over(new Series(new double[] {5, 0.25, 1})).most());
        assertThrows(IllegalArgumentException.class, () -> new Series(new double[0]));
    }

    private Journal journal() throws Exception {
        return Journal.open(folder.resolve("j.tsv"), true);
    }
}
