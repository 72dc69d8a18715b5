// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.message.Message;
import org.knime.core.node.message.MessageBuilder;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType;

/** A node's behaviour: its ports and settings, what it makes of specs and of data. */
public abstract class NodeModel implements AbstractNodeView.ViewableModel {

    private final PortType[] m_inPorts;
    private final PortType[] m_outPorts;
    private final NodeLogger m_logger = NodeLogger.getLogger(getClass());
    private final List<NodeModelWarningListener> m_warningListeners = new CopyOnWriteArrayList<>();
    private Map<String, FlowVariable> m_variables = Map.of();
    private final Map<String, FlowVariable> m_pushed = new LinkedHashMap<>();
    private Message m_warning;

    protected NodeModel(final int tablesIn, final int tablesOut) {
        this(tables(tablesIn), tables(tablesOut));
    }

    protected NodeModel(final PortType[] inPorts, final PortType[] outPorts) {
        m_inPorts = inPorts == null ? new PortType[0] : inPorts.clone();
        m_outPorts = outPorts == null ? new PortType[0] : outPorts.clone();
    }

    private static PortType[] tables(final int count) {
        var ports = new PortType[count];
        Arrays.fill(ports, BufferedDataTable.TYPE);
        return ports;
    }

    protected abstract void loadInternals(File directory, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

    protected abstract void saveInternals(File directory, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

    protected abstract void saveSettingsTo(NodeSettingsWO settings);

    protected abstract void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract void reset();

    protected void onDispose() {}

    /** What comes out for these specs; null elements when not known before the execution. */
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        return configure(Arrays.copyOf(inSpecs, inSpecs.length, DataTableSpec[].class));
    }

    protected DataTableSpec[] configure(final DataTableSpec[] inSpecs) throws InvalidSettingsException {
        throw new InvalidSettingsException(
                "A node with " + inSpecs.length + " inputs must override a configure method.");
    }

    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        return execute(Arrays.copyOf(inObjects, inObjects.length, BufferedDataTable[].class), exec);
    }

    protected BufferedDataTable[] execute(final BufferedDataTable[] inData, final ExecutionContext exec)
            throws Exception {
        exec.checkCanceled();
        throw new UnsupportedOperationException(
                "A node with " + inData.length + " inputs must override an execute method.");
    }

    protected final int getNrInPorts() {
        return m_inPorts.length;
    }

    protected final int getNrOutPorts() {
        return m_outPorts.length;
    }

    protected final PortType getInPortType(final int index) {
        return m_inPorts[index];
    }

    protected final PortType getOutPortType(final int index) {
        return m_outPorts[index];
    }

    protected final NodeLogger getLogger() {
        return m_logger;
    }

    protected final MessageBuilder createMessageBuilder() {
        return Message.builder();
    }

    protected final void setWarningMessage(final String warning) {
        setWarning(warning == null ? null : Message.fromSummary(warning));
    }

    protected final void setWarning(final Message warning) {
        m_warning = warning;
        m_warningListeners.forEach(listener -> listener.warningChanged(warning));
    }

    protected final String getWarningMessage() {
        return Message.getSummaryFrom(m_warning);
    }

    protected final Message getWarning() {
        return m_warning;
    }

    public void addWarningListener(final NodeModelWarningListener listener) {
        m_warningListeners.add(listener);
    }

    public void removeWarningListener(final NodeModelWarningListener listener) {
        m_warningListeners.remove(listener);
    }

    protected final void notifyViews(final Object argument) {
        m_logger.debug("Views hear of " + argument);
        stateChanged();
    }

    /** Views are not open here and need not hear of it. */
    protected final void stateChanged() {}

    void setVariables(final Map<String, FlowVariable> variables) {
        m_variables = new LinkedHashMap<>(variables);
        m_pushed.clear();
    }

    Map<String, FlowVariable> pushedVariables() {
        return Map.copyOf(m_pushed);
    }

    public Map<String, FlowVariable> getAvailableFlowVariables(
            final VariableType<?> type, final VariableType<?>... more) {
        return getAvailableFlowVariables(
                Stream.concat(Stream.of(type), Stream.of(more)).toArray(VariableType<?>[]::new));
    }

    public final Map<String, FlowVariable> getAvailableFlowVariables(final VariableType<?>[] types) {
        var available = new LinkedHashMap<String, FlowVariable>();
        Stream.concat(m_variables.values().stream(), m_pushed.values().stream())
                .filter(variable -> List.of(types).contains(variable.getVariableType()))
                .forEach(variable -> available.put(variable.getName(), variable));
        return available;
    }

    public final <T> T peekFlowVariable(final String name, final VariableType<T> type) {
        FlowVariable variable = m_pushed.getOrDefault(name, m_variables.get(name));
        if (variable == null) {
            throw new IllegalArgumentException("There is no flow variable \"" + name + "\".");
        }
        return variable.getValue(type);
    }

    protected final <T> void pushFlowVariable(final String name, final VariableType<T> type, final T value) {
        m_pushed.put(name, new FlowVariable(name, type, value));
    }

    protected final void pushFlowVariableString(final String name, final String value) {
        pushFlowVariable(name, VariableType.StringType.INSTANCE, value);
    }

    protected final void pushFlowVariableInt(final String name, final int value) {
        pushFlowVariable(name, VariableType.IntType.INSTANCE, value);
    }

    protected final void pushFlowVariableDouble(final String name, final double value) {
        pushFlowVariable(name, VariableType.DoubleType.INSTANCE, value);
    }
}
