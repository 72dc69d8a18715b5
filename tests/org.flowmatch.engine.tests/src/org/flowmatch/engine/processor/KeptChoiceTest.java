// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.flowmatch.engine.processor.ProcessorChoice.Products;
import org.flowmatch.engine.processor.ProcessorChoice.Silu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptChoiceTest {
    private static final ProcessorChoice OTHER = new ProcessorChoice(Silu.SIGMOID, Products.LAYERS);

    @TempDir
    Path folder;

    private final AtomicInteger measured = new AtomicInteger();

    private ProcessorChoice measure() {
        measured.incrementAndGet();
        return OTHER;
    }

    private KeptChoice kept(String processor) {
        return new KeptChoice(folder, processor);
    }

    @Test
    void theFirstMeasurementCountsForGood() {
        assertEquals(OTHER, kept("one").get(this::measure));
        assertEquals(OTHER, kept("one").get(() -> ProcessorChoice.USUAL));
        assertEquals(1, measured.get());
    }

    @Test
    void anotherProcessorIsMeasuredByItself() {
        assertEquals(OTHER, kept("one").get(this::measure));
        assertEquals(ProcessorChoice.USUAL, kept("two").get(() -> ProcessorChoice.USUAL));
        assertEquals(OTHER, kept("one").get(() -> ProcessorChoice.USUAL));
    }

    @Test
    void aDamagedFileIsMeasuredAnew() throws Exception {
        for (String content :
                List.of("", "choice=fast\nprocessor=one", "\\u12", "choice=tanh,matrices\nprocessor=two")) {
            Files.writeString(kept("one").file(), content);
            assertEquals(OTHER, kept("one").get(this::measure), content);
            assertEquals(OTHER, kept("one").get(() -> ProcessorChoice.USUAL), content);
        }
    }

    @Test
    void whereNothingCanBeKeptTheUsualFormsCount() {
        KeptChoice nowhere = new KeptChoice(folder.resolve("missing"), "one");
        assertEquals(ProcessorChoice.USUAL, nowhere.get(this::measure));
        assertEquals(0, measured.get());
    }

    @Test
    void ofManyAtOnceOneMeasuresAndAllAgree() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch together = new CountDownLatch(8);
        List<Future<ProcessorChoice>> choices = IntStream.range(0, 8)
                .mapToObj(k -> threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return kept("one").get(() -> {
                        measured.incrementAndGet();
                        return k % 2 == 0 ? OTHER : ProcessorChoice.USUAL;
                    });
                }))
                .toList();
        ProcessorChoice first = choices.get(0).get();
        for (Future<ProcessorChoice> choice : choices) {
            assertEquals(first, choice.get());
        }
        threads.shutdown();
        assertEquals(1, measured.get());
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")));
        }
    }
}
