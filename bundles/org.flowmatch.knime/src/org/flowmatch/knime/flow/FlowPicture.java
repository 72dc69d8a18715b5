// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.flow;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.encoding.FittedColumn;
import org.flowmatch.engine.encoding.LearntQuantiles;
import org.flowmatch.engine.encoding.SpikedColumn;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.sampling.FlowTable;
import org.flowmatch.engine.score.PrincipalPlane;

/**
 * The data of the view:
 *
 * <pre>
 * {"moved": n, "rows": [ID], "times": [t], "columnsOfTable": d,
 *  "columns": [{"name": text, "kind": name of {@link ColumnKind}, "low": x, "high": x, "cells": as of {@link PackedCells},
 *               "labels": [text] of a column of texts, "quantiles": [x] at 5, 25, 50, 75 and 95 percent, null where not kept,
 *               "spikes": [x] of a column of which these values are labels,
 *               "circle": {"start": x, "period": x} of a column that goes round}],
 *  "positions": [{"latitude": place of the column, "longitude": place}], whose longitude goes round,
 *  "components": [{"explained": share, "low": x, "high": x, "cells": as above}]}
 * </pre>
 *
 * cells being those of all rows at the first time, then those at the second, and so on. Components are those of the rows at the last
 * time.
 */
public final class FlowPicture {
    /** Columns that are shown: each takes some 53 kB for 500 rows at 40 times. */
    static final int MOST_COLUMNS = 32;

    private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};
    private static final int SEED = 1;

    private FlowPicture() {}

    /**
     * @param learnt what the flow has learnt, whose quantiles are those of the columns; empty where rows go away from it
     * @param moved all rows, of which these are some
     * @param keys IDs of the rows by their place in the flow
     */
    public static JsonObject of(FlowTable flow, Optional<TableEncoding> learnt, int moved, IntFunction<String> keys) {
        JsonObject json = new JsonObject();
        json.addProperty("moved", moved);
        json.add("rows", array(IntStream.range(0, flow.rows()).mapToObj(keys).toList()));
        json.add("times", numbers(flow.times()));
        json.addProperty("columnsOfTable", flow.columns().size());
        JsonArray columns = new JsonArray();
        for (int c = 0; c < Math.min(MOST_COLUMNS, flow.columns().size()); c++) {
            columns.add(column(flow, c, learnt));
        }
        learnt.ifPresent(encoding -> json.add("positions", FlowPositions.of(flow, encoding, columns)));
        json.add("columns", columns);
        json.add("components", components(flow));
        return json;
    }

    private static JsonObject column(FlowTable flow, int c, Optional<TableEncoding> learnt) {
        ColumnInfo info = flow.columns().get(c);
        JsonObject json = new JsonObject();
        json.addProperty("name", info.name().strip());
        json.addProperty("kind", info.kind().name());
        PackedCells.add(flow.cells()[c], flow.open()[c], json);
        if (!info.kind().numeric()) {
            json.add("labels", array(flow.texts().get(c)));
        }
        JsonElement quantiles = learnt.flatMap(
                        encoding -> encoding.fitted(info.name()).flatMap(column -> LearntQuantiles.of(column, SHARES)))
                .map(values -> (JsonElement) numbers(values))
                .orElse(JsonNull.INSTANCE);
        json.add("quantiles", quantiles);
        learnt.flatMap(encoding -> encoding.fitted(info.name()))
                .flatMap(FittedColumn::circle)
                .ifPresent(circle -> {
                    JsonObject round = new JsonObject();
                    round.addProperty("start", circle.start());
                    round.addProperty("period", circle.period());
                    json.add("circle", round);
                });
        learnt.flatMap(encoding -> encoding.fitted(info.name()))
                .map(FittedColumn::encoding)
                .filter(SpikedColumn.class::isInstance)
                .map(encoding -> ((SpikedColumn) encoding).spikes())
                .ifPresent(spikes -> json.add("spikes", numbers(spikes)));
        return json;
    }

    private static JsonArray components(FlowTable flow) {
        JsonArray components = new JsonArray();
        int columns = flow.columns().size();
        if (columns < 2) {
            return components;
        }
        int times = flow.times().length;
        // those of the last time first, to which the plane is fitted
        PrincipalPlane.Coordinates plane = PrincipalPlane.coordinates(
                IntStream.range(0, times).mapToObj(i -> at(flow, times - 1 - i)).toList(), SEED);
        double[][] points = new double[2][times * flow.rows()];
        for (int time = 0; time < times; time++) {
            double[][] there = plane.points().get(times - 1 - time);
            for (int k = 0; k < 2; k++) {
                System.arraycopy(there[k], 0, points[k], time * flow.rows(), flow.rows());
            }
        }
        boolean[] open = new boolean[times * flow.rows()];
        for (boolean[] column : flow.open()) {
            IntStream.range(0, open.length).forEach(cell -> open[cell] |= column[cell]);
        }
        for (int k = 0; k < 2; k++) {
            JsonObject json = new JsonObject();
            json.addProperty("explained", plane.explained().get(k));
            PackedCells.add(points[k], open, json);
            components.add(json);
        }
        return components;
    }

    private static MixedSample at(FlowTable flow, int time) {
        List<MixedSample.Column> columns = flow.columns().stream()
                .map(column -> new MixedSample.Column(column.name(), isLabel(column.kind())))
                .toList();
        double[][] cells = Arrays.stream(flow.cells())
                .map(column -> Arrays.copyOfRange(column, time * flow.rows(), (time + 1) * flow.rows()))
                .toArray(double[][]::new);
        return new MixedSample(columns, cells);
    }

    private static boolean isLabel(ColumnKind kind) {
        return !kind.numeric() || kind == ColumnKind.BOOLEAN;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray(texts.size());
        texts.forEach(array::add);
        return array;
    }

    private static JsonArray numbers(double[] values) {
        JsonArray array = new JsonArray(values.length);
        Arrays.stream(values).forEach(array::add);
        return array;
    }
}
