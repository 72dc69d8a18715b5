// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of a computer's NVIDIA cards before libtorch is loaded.
 *
 * @param driver whether there is any sign of NVIDIA's driver
 * @param driverVersion such as 551.86; empty when nothing reports it
 * @param cudaVersion the newest CUDA version that the driver supports, such as 12.4
 * @param cards empty also when the driver was not asked: its query program need not be installed
 * @param asked whether the driver answered, so that no cards means that there are none
 */
public record GpuReport(
        boolean driver,
        Optional<String> driverVersion,
        Optional<String> cudaVersion,
        List<GpuCard> cards,
        boolean asked) {

    public GpuReport {
        cards = List.copyOf(cards);
    }

    /** The card's name where all cards have the same: CUDA and the driver may number different cards differently. */
    public Optional<String> cardName() {
        List<String> names = cards.stream().map(GpuCard::name).distinct().toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    /** In words, one line for the driver and one for each card. */
    public String text() {
        if (!driver) {
            return "no NVIDIA driver was found";
        }
        String versions = driverVersion.map(v -> "NVIDIA driver " + v).orElse("NVIDIA driver of unknown version")
                + cudaVersion.map(v -> ", supports CUDA up to " + v).orElse("");
        if (cards.isEmpty()) {
            return versions + (asked ? "\nno NVIDIA card was found" : "\ncards unknown: nvidia-smi did not answer");
        }
        return versions + cards.stream().map(card -> "\n" + card.text()).collect(Collectors.joining());
    }
}
