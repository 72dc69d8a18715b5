// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.metric.AreaUnderCurve;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.metric.GowerDistance;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.NearestRecords;

/** Distances, copies and attacks; what the real rows alone say is computed once for all synthetic tables. */
final class PrivacyWork {
    private final RealRows real;
    private final ScoreSettings settings;
    private final GowerDistance distance;
    private final ExactCopies copies;
    private final NearestRecords all;
    private final MixedSample members;
    private final MixedSample others;
    private final Estimate copiesOfHeldBack;
    private final Estimate distanceOfHeldBack;

    PrivacyWork(RealRows real, ScoreSettings settings, Closest.Search search) {
        this.real = real;
        this.settings = settings;
        int most = settings.effort().closestRows();
        distance = new GowerDistance(real.all());
        copies = new ExactCopies(real.training());
        all = new NearestRecords(distance, real.all());
        members = real.training().draw(most, settings.seed(), 7);
        others = real.heldBack().draw(most, settings.seed(), 8);
        copiesOfHeldBack = copies.share(real.heldBack());
        distanceOfHeldBack =
                Estimate.median(search.of(others, real.training(), distance).distances());
    }

    PrivacyScore score(MixedSample synthetic, Optional<LogDensities> densities, Closest.Search search) {
        int[] drawn = synthetic.drawn(settings.effort().closestRows(), settings.seed(), 6);
        MixedSample judged = synthetic.select(drawn);
        Closest ofTraining = search.part(0, 0.25).of(judged, real.training(), distance);
        return new PrivacyScore(
                copies.share(synthetic),
                copiesOfHeldBack,
                Estimate.median(ofTraining.distances()),
                distanceOfHeldBack,
                seen(() -> closer(judged, search.part(0.25, 0.4))),
                seen(() -> membership(synthetic, search.part(0.4, 0.6))),
                densities.map(given ->
                        AreaUnderCurve.of(given.training(), given.heldBack()).estimate()),
                secrets(synthetic, search.part(0.6, 0.8)),
                risky(judged, drawn, ofTraining, search.part(0.8, 1)));
    }

    private interface Measure {
        Estimate get();
    }

    private Optional<Estimate> seen(Measure measure) {
        return real.split() ? Optional.empty() : Optional.of(measure.get());
    }

    private Estimate closer(MixedSample judged, Closest.Search search) {
        int records = Math.min(real.training().rows(), real.heldBack().rows());
        double[] known = search.part(0, 0.5)
                .of(judged, real.training().draw(records, settings.seed(), 4), distance)
                .distances();
        double[] unknown = search.part(0.5, 1)
                .of(judged, real.heldBack().draw(records, settings.seed(), 5), distance)
                .distances();
        double closer = IntStream.range(0, known.length)
                .mapToDouble(row -> known[row] < unknown[row] ? 1 : known[row] == unknown[row] ? 0.5 : 0)
                .sum();
        return Estimate.share(closer, known.length);
    }

    private Estimate membership(MixedSample synthetic, Closest.Search search) {
        double[] ofMembers =
                search.part(0, 0.5).of(members, synthetic, distance).distances();
        double[] ofOthers = search.part(0.5, 1).of(others, synthetic, distance).distances();
        return AreaUnderCurve.of(negative(ofMembers), negative(ofOthers)).estimate();
    }

    private static double[] negative(double[] numbers) {
        return Arrays.stream(numbers).map(x -> -x).toArray();
    }

    private List<SecretScore> secrets(MixedSample synthetic, Closest.Search search) {
        int count = settings.secrets().size();
        return real.split() || synthetic.columns().size() == 1
                ? List.of()
                : IntStream.range(0, count)
                        .mapToObj(i -> new SecretAttack(settings.secrets().get(i), real.training())
                                .score(synthetic, members, others, search.part((double) i / count, (i + 1.0) / count)))
                        .toList();
    }

    private List<RiskyRow> risky(MixedSample judged, int[] drawn, Closest ofTraining, Closest.Search search) {
        Closest closest = real.split() ? search.part(0, 0.5).of(judged, all, new int[0]) : ofTraining;
        MixedSample found = real.all().select(closest.records());
        double[] isolation =
                search.part(0.5, 1).of(found, all, closest.records()).distances();
        return IntStream.range(0, drawn.length)
                .mapToObj(i -> new RiskyRow(drawn[i], closest.records()[i], closest.distances()[i], isolation[i]))
                .filter(row -> Double.isFinite(row.risk()))
                .sorted(Comparator.comparingDouble(RiskyRow::risk)
                        .thenComparing(
                                Comparator.comparingDouble(RiskyRow::isolation).reversed())
                        .thenComparingInt(RiskyRow::row))
                .limit(settings.riskyRows())
                .toList();
    }
}
