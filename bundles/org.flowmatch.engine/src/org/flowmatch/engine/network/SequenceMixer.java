// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.program.Fragment;

/**
 * A mixer for rows with sequences of labels (Tolstikhin, Houlsby, Kolesnikov, Beyer, Zhai and others, 2021) of gated units (Dauphin, Fan,
 * Auli, Grangier, 2017), whose products let it learn sums modulo a number and other rules between symbols: a token h_0 for all that
 * is in no sequence, x with waves and time features f(t), and one for each position, whose symbols have an embedding in common,
 *
 * <pre>
 * h_0 = W x + T f(t) + b,   h_p = sum over symbols s of x_ps E_s + place_p + C activation(h_0)
 * h += M gated(N norm(h) + c)        over tokens, alike for all channels
 * h += G gated(F norm(h) + d) + g    over channels, alike for all tokens, both for blocks times
 * gated((a, b)) = activation(a) * b
 * y of numbers and other labels = V norm(h_0) + a,   logits of position p = O norm(h_p) + o
 * </pre>
 *
 * where a position that is not known has no symbol.
 *
 * @param blocks 1 to 16
 * @param channels numbers of a token, 1 to 4096; gated units of a block are as many
 * @param mixing gated units by which the tokens of a block are mixed, 1 to 4096
 * @param columns which inputs and outputs are positions; found when a training begins
 */
public record SequenceMixer(
        int blocks,
        int channels,
        int mixing,
        Activation activation,
        TimeFeatures time,
        Waves waves,
        SequenceColumns columns)
        implements NetworkSpec {
    public static final Range MIXING = Range.between(1, 4096);

    private static final double LAST_GAIN = 0.1;

    public SequenceMixer {
        ResidualMlp.BLOCKS.check("The number of blocks of a mixer", blocks, "2 to 4 suit most sequences.");
        Mlp.WIDTH.check("The width of a mixer", channels, "Widths from 32 to 128 suit most sequences.");
        MIXING.check(
                "The number of units that mix tokens", mixing, "Some times as many as positions suit most sequences.");
        Objects.requireNonNull(columns, "columns");
    }

    /** Without waves, and before it is known where the sequences are. */
    public SequenceMixer(int blocks, int channels, int mixing, Activation activation, TimeFeatures time) {
        this(blocks, channels, mixing, activation, time, Waves.NONE, SequenceColumns.NONE);
    }

    /** This network with others' waves. */
    public SequenceMixer with(Waves others) {
        return new SequenceMixer(blocks, channels, mixing, activation, time, others, columns);
    }

    /** This network for other places of the sequences. */
    public SequenceMixer with(SequenceColumns others) {
        return new SequenceMixer(blocks, channels, mixing, activation, time, waves, others);
    }

    private int tokens() {
        return 1 + columns.positions();
    }

    @Override
    public ParameterLayout layout(int inputs, int outputs) {
        int others = columns.others(inputs);
        waves.requireInputs(others);
        ParameterLayout.Builder layout = new ParameterLayout.Builder()
                .add("input.weight", channels, others + waves.count())
                .add("input.bias", channels)
                .add("time.weight", channels, time.count())
                .add("context.weight", channels, channels)
                .add("symbols.embedding", columns.symbols(), channels)
                .add("places.embedding", columns.positions(), channels);
        for (int block = 0; block < blocks; block++) {
            String name = "blocks." + block + ".";
            layout.add(name + "tokens.norm.weight", channels)
                    .add(name + "tokens.norm.bias", channels)
                    .add(name + "tokens.expand.weight", 2 * mixing, tokens())
                    .add(name + "tokens.expand.bias", 2 * mixing)
                    .add(name + "tokens.contract.weight", tokens(), mixing)
                    .add(name + "channels.norm.weight", channels)
                    .add(name + "channels.norm.bias", channels)
                    .add(name + "channels.expand.weight", 2 * channels, channels)
                    .add(name + "channels.expand.bias", 2 * channels)
                    .add(name + "channels.contract.weight", channels, channels)
                    .add(name + "channels.contract.bias", channels);
        }
        return layout.add("norm.weight", channels)
                .add("norm.bias", channels)
                .add("symbols.weight", columns.symbols(), channels)
                .add("symbols.bias", columns.symbols())
                .add("output.weight", outputs - columns.count(), channels)
                .add("output.bias", outputs - columns.count())
                .build();
    }

    /**
     * Weights of a layer with n inputs are uniform on +-sqrt(3 / n), those that add to the tokens and biases on +-1 / sqrt(n),
     * embeddings on +-1, those of the last layer on +-0.1 / sqrt(n), so that the flow begins near rest; norms scale by 1 and shift by 0.
     */
    @Override
    public float[] initialWeights(int inputs, int outputs, long seed, Monitor monitor) {
        ParameterLayout layout = layout(inputs, outputs);
        DrawnWeights drawn = new DrawnWeights(layout.size(), seed, monitor);
        double fan = 1;
        for (ParameterLayout.Entry entry : layout.entries()) {
            String name = entry.name();
            if (name.contains("norm")) {
                Arrays.fill(
                        drawn.weights(),
                        entry.offset(),
                        entry.offset() + entry.size(),
                        name.endsWith("weight") ? 1 : 0);
                continue;
            }
            if (name.endsWith("weight")) {
                fan = Math.max(1, entry.width());
            }
            double inverse = 1 / Math.sqrt(fan);
            if (name.endsWith("embedding")) {
                drawn.spread(entry, 1);
            } else if (name.equals("output.weight") || name.equals("symbols.weight")) {
                drawn.spread(entry, LAST_GAIN * inverse);
            } else if (name.endsWith("bias") || name.contains("contract")) {
                drawn.spread(entry, inverse);
            } else {
                drawn.spread(entry, Math.sqrt(3) * inverse);
            }
        }
        return drawn.weights();
    }

    @Override
    public String describe() {
        return "a mixer of " + blocks + " blocks of " + channels + " channels that mix tokens by " + mixing
                + " units, with " + activation + " and " + time.describe() + waves.describe();
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_4;
    }

    @Override
    public NetworkSpec of(TableEncoding encoding) {
        SequenceColumns found = SequenceColumns.of(encoding);
        if (found.equals(SequenceColumns.NONE)) {
            throw new FlowException(
                    "The network is one for sequences of labels, but the coupling has none.",
                    "Name the columns of a sequence in Flow Coupling, or choose another network.");
        }
        return with(found);
    }

    @Override
    public int rowInputs(int inputs) {
        return columns.others(inputs);
    }

    @Override
    public boolean sharesPositions() {
        return true;
    }

    @Override
    public int passes() {
        return tokens();
    }

    @Override
    public List<Fragment> program(int inputs, int outputs) {
        return SequenceMixerProgram.velocity(this, inputs, outputs);
    }

    /** All tokens of a row stand beside each other. */
    @Override
    public int width() {
        return 2 * Math.max(tokens(), mixing) * channels;
    }

    @Override
    public Fragment tangentProgram() {
        return SequenceMixerProgram.along(this);
    }

    @Override
    public Fragment alongProgram() {
        return SequenceMixerProgram.along(this);
    }
}
