// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.junit.jupiter.api.Test;

class TreesTest {
    private static final RandomForest FOREST = new RandomForest(40, 12, 1);

    @Test
    void aForestSeesAShiftAsFarAsItCanBeSeen() {
        RowMatrix a = Gaussians.rows(1000, 1, 1, 0, 1);
        RowMatrix b = Gaussians.rows(1000, 1, 1, 2, 2);
        double auc = ClassifierTwoSampleTest.auc(a, b, FOREST, 5, 3);
        // the best possible score is x itself: Phi(2 / sqrt 2) = 0.9214
        assertTrue(auc > 0.87 && auc < 0.9214 + 0.02, "AUC " + auc);
        // standard error of one law: sqrt(1/(6 * 1,000))
        assertEquals(0.5, ClassifierTwoSampleTest.auc(a, Gaussians.rows(1000, 1, 1, 0, 4), FOREST, 5, 3), 4 * 0.013);
    }

    @Test
    void theScoreOfAForestIsAShareOfRows() {
        float[] rows = new float[800];
        float[] labels = new float[800];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % 2;
            labels[i] = i % 2 == 1 || i % 8 == 0 ? 1 : 0;
        }
        double[] scores = FOREST.scores(rows, labels, new float[] {0, 1}, 1, 5);
        // a quarter of the rows at 0; standard error of a mean of 40 trees that see 0.632 of 400 rows each, below 0.01
        assertArrayEquals(new double[] {0.25, 1}, scores, 0.03);
    }

    @Test
    void theNumberOfThreadsChangesNoForest() {
        float[] rows = Gaussians.rows(300, 3, 1, 0, 1).toArray();
        float[] labels = new float[300];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows[3 * i] > 0 ? 1 : 0;
        }
        assertArrayEquals(
                FOREST.scores(rows, labels, rows, 3, 1), new RandomForest(40, 12, 2).scores(rows, labels, rows, 3, 1));
    }

    @Test
    void anInterruptEndsTheGrowthWithinASecond() throws InterruptedException {
        float[] rows = Gaussians.rows(20_000, 5, 1, 0, 1).toArray();
        float[] labels = new float[20_000];
        for (int i = 0; i < labels.length; i += 2) {
            labels[i] = 1;
        }
        for (RowClassifier endless :
                new RowClassifier[] {new BoostedTrees(10_000, 6, 0.1, 1), new RandomForest(10_000, 12, 1)}) {
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread work = new Thread(() -> {
                try {
                    endless.scores(rows, labels, rows, 5, 1);
                } catch (RuntimeException e) {
                    end.set(e);
                }
            });
            work.start();
            Thread.sleep(300);
            work.interrupt();
            // a second on a quiet machine; some of it for a busy one
            work.join(Duration.ofSeconds(8).toMillis());
            assertInstanceOf(CancellationException.class, end.get());
        }
    }

    @Test
    void impossibleForestsAreRefused() {
        var error = assertThrows(FlowException.class, () -> new RandomForest(0, 6, 1));
        assertTrue(error.problem().startsWith("The number of trees of the forest is 0"), error.problem());
    }
}
