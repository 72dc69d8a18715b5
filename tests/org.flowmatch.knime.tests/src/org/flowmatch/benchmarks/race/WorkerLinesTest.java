// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerLinesTest {

    @Test
    void aLineIsReadAsItWasWritten() {
        Request request = Request.of("measure", "kind", "train", "folder", "/a b=c", "repeat", 3);
        assertEquals("measure\tkind=train\tfolder=/a b=c\trepeat=3", request.line());
        assertEquals(request, Request.parse(request.line()));
        assertEquals(3, request.number("repeat"));
    }

    @Test
    void answersThatAreNoneAreRefusedWithTheirText() {
        for (String line : List.of("", "okay", "ok\tnoEquals", "ok\t=1", "42")) {
            WorkerFailure failure = assertThrows(WorkerFailure.class, () -> Request.answer("the peer", line));
            assertTrue(failure.getMessage().startsWith("the peer answered \"" + line + "\""), failure.getMessage());
        }
        WorkerFailure told = assertThrows(WorkerFailure.class, () -> Request.answer("the peer", "error\tNo: torch"));
        assertEquals("the peer: No: torch", told.getMessage());
    }

    @Test
    void timesThatAreNoneAreRefused() throws Exception {
        assertEquals(
                0.5,
                Timing.of("peer", Request.answer("peer", "ok\twall=2\tcpu=1.5\tresult=-3"), 4)
                        .wallOfOne());
        for (String line : List.of(
                "ok",
                "ok\twall=1\tcpu=1",
                "ok\twall=x\tcpu=1\tresult=1",
                "ok\twall=0\tcpu=1\tresult=1",
                "ok\twall=nan\tcpu=1\tresult=0")) {
            Request answer = Request.answer("peer", line);
            assertThrows(WorkerFailure.class, () -> Timing.of("peer", answer, 1), line);
        }
    }

    @Test
    void aPythonThatIsNotThereLeavesNoPeerAndSaysSo() throws Exception {
        try (Peer peer = Peer.start(1, "/nowhere/python3")) {
            assertTrue(peer.with().isEmpty());
            assertTrue(peer.describe().startsWith("no peer was present: "), peer.describe());
            assertFalse(peer.describe().endsWith(": "), peer.describe());
        }
    }

    @Test
    void coresOfTheSystemsList() {
        assertEquals(List.of(0, 1, 2, 5), Cores.allowed(List.of("Name: x", "Cpus_allowed_list:\t0-2,5")));
    }
}
