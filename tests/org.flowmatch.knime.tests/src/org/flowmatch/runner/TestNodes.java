// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.File;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.flowmatch.standin.Extensions;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.NodeView;

/** Nodes that make tables, fail or hang, for tests of the runner itself. */
final class TestNodes implements NodeFactories {
    /** Counted down when a hanging node is at work. */
    final CountDownLatch hanging = new CountDownLatch(1);

    private final Map<String, Supplier<? extends NodeFactory<? extends NodeModel>>> own = Map.of(
            Numbers.class.getName(), Numbers::new,
            Pass.class.getName(), Pass::new,
            Hang.class.getName(), () -> new Hang(hanging));

    @Override
    public Optional<? extends NodeFactory<? extends NodeModel>> find(String className) {
        return own.containsKey(className) ? Optional.of(own.get(className).get()) : Extensions.nodeFactory(className);
    }

    /** What a test node does. */
    private interface Work {
        BufferedDataTable[] run(BufferedDataTable[] inputs, ExecutionContext exec, Model model) throws Exception;
    }

    /** A node with the settings rows, refuse, fail and warn, and a column "n" of integers as its output. */
    static final class Model extends NodeModel {
        private final Work work;
        private int rows = 3;
        private String refuse = "";
        private String fail = "";
        private String warn = "";

        Model(int inputs, Work work) {
            super(inputs, 1);
            this.work = work;
        }

        private static DataTableSpec spec() {
            return new DataTableSpec(new String[] {"n"}, new DataType[] {IntCell.TYPE});
        }

        @Override
        protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
            if (!refuse.isEmpty()) {
                throw new InvalidSettingsException(refuse);
            }
            return new DataTableSpec[] {spec()};
        }

        @Override
        protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec) throws Exception {
            if (!warn.isEmpty()) {
                setWarningMessage(warn);
            }
            if (!fail.isEmpty()) {
                throw new IllegalStateException(fail);
            }
            return work.run(inputs, exec, this);
        }

        @Override
        protected void saveSettingsTo(NodeSettingsWO settings) {
            settings.addInt("rows", rows);
            settings.addString("refuse", refuse);
            settings.addString("fail", fail);
            settings.addString("warn", warn);
        }

        @Override
        protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
            if (settings.getInt("rows") < 0) {
                throw new InvalidSettingsException("The setting rows must be 0 or more.");
            }
        }

        @Override
        protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
            rows = settings.getInt("rows");
            refuse = settings.getString("refuse");
            fail = settings.getString("fail");
            warn = settings.getString("warn");
        }

        @Override
        protected void reset() {
            // keeps nothing
        }

        @Override
        protected void loadInternals(File directory, ExecutionMonitor exec) {
            // keeps nothing
        }

        @Override
        protected void saveInternals(File directory, ExecutionMonitor exec) {
            // keeps nothing
        }
    }

    private abstract static class Factory extends NodeFactory<Model> {
        @Override
        protected int getNrNodeViews() {
            return 0;
        }

        @Override
        public NodeView<Model> createNodeView(int index, Model model) {
            return null;
        }

        @Override
        protected boolean hasDialog() {
            return false;
        }

        @Override
        protected NodeDialogPane createNodeDialogPane() {
            return null;
        }
    }

    /** Makes a table with the numbers 0, 1, ... in as many rows as its setting says. */
    static final class Numbers extends Factory {
        @Override
        public Model createNodeModel() {
            return new Model(0, (inputs, exec, model) -> {
                BufferedDataContainer container = exec.createDataContainer(Model.spec());
                for (int i = 0; i < model.rows; i++) {
                    exec.setProgress((double) i / model.rows, "row " + i);
                    container.addRowToTable(new DefaultRow(RowKey.createRowKey((long) i), new IntCell(i)));
                }
                container.close();
                return new BufferedDataTable[] {container.getTable()};
            });
        }
    }

    /** Hands its input on. */
    static final class Pass extends Factory {
        @Override
        public Model createNodeModel() {
            return new Model(1, (inputs, exec, model) -> inputs);
        }
    }

    /** Works until it is cancelled. */
    static final class Hang extends Factory {
        private final CountDownLatch hanging;

        Hang(CountDownLatch hanging) {
            this.hanging = hanging;
        }

        @Override
        public Model createNodeModel() {
            return new Model(0, (inputs, exec, model) -> {
                exec.createFileStore("kept").getFile().createNewFile();
                hanging.countDown();
                new CountDownLatch(1).await();
                return inputs;
            });
        }
    }
}
