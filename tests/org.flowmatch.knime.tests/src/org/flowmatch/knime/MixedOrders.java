// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * One row of a small made table of orders: a product sold in one region more than in others, at its own price; discounts that
 * are mostly 0; days of one quarter; a channel and a rating that are missing together.
 *
 * @param order its number, which names the row alone
 * @param channel empty where the order came in by hand; then there is no rating either
 * @param discount in percent, 0 in more than half of the rows
 * @param rating 0 to 10 in hundredths, empty in some rows
 */
public record MixedOrders(
        int order,
        String region,
        String product,
        Optional<String> channel,
        LocalDate day,
        int pieces,
        double price,
        double discount,
        Optional<Double> rating) {
    private static final List<String> REGIONS = List.of("north", "east", "south", "west");
    private static final List<String> PRODUCTS = List.of("lamp", "chair", "table", "shelf");
    private static final double[] PRICES = {40, 90, 260, 140};
    private static final List<String> CHANNELS = List.of("shop", "web", "phone");
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int WEEKS = 13;

    /** The table, a function of the number of a row. */
    public static List<MixedOrders> rows(int count) {
        KeyedRandom random = new KeyedRandom(7, Purpose.SPLIT);
        return IntStream.range(0, count).mapToObj(i -> row(i, random)).toList();
    }

    private static MixedOrders row(int i, KeyedRandom random) {
        float[] u = new float[10];
        random.uniforms(i, 0, u, 0, u.length);
        int region = (int) (u[0] * REGIONS.size());
        int product = u[1] < 0.7 ? region : (int) (u[2] * PRODUCTS.size());
        boolean byHand = u[3] < 0.12;
        double price = PRICES[product] * (1 + 0.3 * (u[4] - 0.5));
        double score = 5 + 4 * (u[9] - 0.5) + 2 * (u[4] - 0.5);
        return new MixedOrders(
                100_000 + i,
                REGIONS.get(region),
                PRODUCTS.get(product),
                byHand ? Optional.empty() : Optional.of(CHANNELS.get((int) (u[5] * CHANNELS.size()))),
                FIRST.plusWeeks((int) (u[6] * WEEKS)),
                1 + (int) (u[7] * 6),
                Math.rint(100 * price) / 100,
                u[8] < 0.55 ? 0 : Math.rint(100 * (5 + 30 * (u[8] - 0.55))) / 100,
                byHand ? Optional.empty() : Optional.of(Math.rint(100 * score) / 100));
    }

    /** The names of the columns as {@link #csv} writes them. */
    public static final String HEADER = "order,region,product,channel,day,pieces,price,discount,rating";

    /** The row as a line of a CSV file; missing cells are empty. */
    public String csv() {
        return String.join(
                ",",
                Integer.toString(order),
                region,
                product,
                channel.orElse(""),
                day.toString(),
                Integer.toString(pieces),
                Double.toString(price),
                Double.toString(discount),
                rating.map(value -> Double.toString(value)).orElse(""));
    }
}
