// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.FittedCondition;
import org.flowmatch.engine.geometry.UnitVectors;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Makes the pairs of a batch: among rows of equal labels when labels must be equal, under the cost |x1 - x0|^2 + w |c1 - c0|^2
 * ({@link BatchCost}) over the numbers that every row has, beside a weight for each label of a source table that differs, and the weighted features
 * of the conditions. That is the squared distance of the rows (x, sqrt(w) c), with labels as {@link LabelCoordinates} has them.
 */
final class BatchPlanner {
    private final PlanRule rule;
    private final int columns;
    private final int[] numbers;
    private final UnitVectors vectors;
    private final Optional<LabelCoordinates> labelled;
    private final int features;
    private final int[] weighted;
    private final float factor;
    private final KeyedRandom random;

    BatchPlanner(Coupling coupling, CouplingSettings.Transport settings, KeyedRandom random) {
        this.rule = settings.rule();
        this.columns = coupling.columns();
        this.numbers = coupling.space().numbersOfEveryRow();
        this.vectors = coupling.space().unitVectors().among(numbers);
        this.labelled =
                coupling.source().isPresent() && !coupling.space().labels().isEmpty()
                        ? Optional.of(new LabelCoordinates(coupling.space(), settings.labelWeight()))
                        : Optional.empty();
        this.features = coupling.conditionFeatures();
        this.weighted = weighted(coupling.conditionEncoding(), settings.conditions());
        this.factor = (float) Math.sqrt(settings.conditions().weight());
        this.random = random;
    }

    /** The features of the conditions that the cost contains. */
    private static int[] weighted(ConditionEncoding encoding, ConditionCost cost) {
        if (cost.mode() == ConditionCost.Mode.IGNORE || cost.weight() == 0) {
            return new int[0];
        }
        IntStream.Builder chosen = IntStream.builder();
        int place = 1;
        for (FittedCondition column : encoding.columns()) {
            if (column instanceof FittedCondition.Number || cost.mode() == ConditionCost.Mode.WEIGHTED) {
                IntStream.range(place, place + column.features()).forEach(chosen::add);
            }
            place += column.features();
        }
        return chosen.build().toArray();
    }

    /** The memory that a batch of this many rows takes at most while it is planned. */
    long bytes(int rows) {
        return rule.bytes(rows);
    }

    /** Places of source and target rows, pair by pair. */
    record Pairs(int[] sources, int[] targets) {}

    Pairs plan(TransportBatch batch) {
        int[] sources = new int[batch.rows()];
        int[] targets = new int[batch.rows()];
        Arrays.fill(sources, -1);
        PlanRandom draws = new PlanRandom(random, batch.number());
        for (int[] places : groups(batch)) {
            Optional<LabelCoordinates.Coordinates> labels =
                    labelled.map(rows -> rows.of(batch.x0(), batch.x1(), places));
            int d = numbers.length
                    + weighted.length
                    + labels.map(LabelCoordinates.Coordinates::width).orElse(0);
            float[] a = rows(batch.x0(), batch.c0(), places, d);
            float[] b = rows(batch.x1(), batch.c1(), places, d);
            labels.ifPresent(coordinates -> coordinates.set(a, b, d, d - coordinates.width()));
            rule.pair(new BatchCost(a, b, places.length, d, vectors), draws, (slot, source, target) -> {
                sources[places[slot]] = places[source];
                targets[places[slot]] = places[target];
            });
        }
        int[] slots = IntStream.range(0, batch.rows())
                .filter(slot -> sources[slot] >= 0)
                .toArray();
        return new Pairs(pick(sources, slots), pick(targets, slots));
    }

    /** Places of rows of equal labels. */
    private static Iterable<int[]> groups(TransportBatch batch) {
        Map<Integer, IntStream.Builder> groups = new LinkedHashMap<>();
        for (int place = 0; place < batch.rows(); place++) {
            int label = batch.labels().length == 0 ? 0 : batch.labels()[place];
            groups.computeIfAbsent(label, any -> IntStream.builder()).add(place);
        }
        return groups.values().stream().map(group -> group.build().toArray()).toList();
    }

    /** The rows (x, sqrt(w) c) at these places, with room behind. */
    private float[] rows(float[] x, float[] c, int[] places, int d) {
        float[] rows = new float[places.length * d];
        for (int i = 0; i < places.length; i++) {
            for (int k = 0; k < numbers.length; k++) {
                rows[i * d + k] = x[places[i] * columns + numbers[k]];
            }
            for (int k = 0; k < weighted.length; k++) {
                rows[i * d + numbers.length + k] = factor * c[places[i] * features + weighted[k]];
            }
        }
        return rows;
    }

    private static int[] pick(int[] values, int[] places) {
        return IntStream.of(places).map(place -> values[place]).toArray();
    }
}
