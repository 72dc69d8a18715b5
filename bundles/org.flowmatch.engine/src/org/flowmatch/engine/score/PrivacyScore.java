// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.metric.Estimate;

/**
 * Whether a synthetic table repeats its training rows. What compares rows that the generator saw with rows that it did not is
 * absent where no rows were held back.
 *
 * @param copies share of synthetic rows that equal a training row, cell by cell
 * @param copiesOfHeldBack the same of held-back rows
 * @param distance median distance of synthetic rows to the closest training row
 * @param distanceOfHeldBack the same of held-back rows
 * @param closer share of synthetic rows closer to a training row than to as many held-back rows, ties counting half: 0.5 is ideal
 * @param membershipByDistance AUC of telling training from held-back rows by the distance to the closest synthetic row
 * @param membershipByDensity the same by the model's log-density
 * @param secrets of each secret column
 * @param risky the riskiest rows, those of least {@link RiskyRow#risk} first
 */
public record PrivacyScore(
        Estimate copies,
        Estimate copiesOfHeldBack,
        Estimate distance,
        Estimate distanceOfHeldBack,
        Optional<Estimate> closer,
        Optional<Estimate> membershipByDistance,
        Optional<Estimate> membershipByDensity,
        List<SecretScore> secrets,
        List<RiskyRow> risky) {}
