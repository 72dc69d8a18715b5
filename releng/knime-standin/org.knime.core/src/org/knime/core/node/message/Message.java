// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** A message to the user: a summary, details of the issues, and what can be done about them. */
public final class Message {

    private final String m_summary;
    private final List<String> m_issues;
    private final List<String> m_resolutions;

    Message(final String summary, final List<String> issues, final List<String> resolutions) {
        m_summary = summary;
        m_issues = List.copyOf(issues);
        m_resolutions = List.copyOf(resolutions);
    }

    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    public static Message fromSummary(final String summary) {
        return fromSummaryWithResolution(summary);
    }

    public static Message fromSummaryWithResolution(final String summary, final String... resolutions) {
        return builder()
                .withSummary(summary)
                .addResolutions(resolutions)
                .build()
                .orElseThrow(() -> new IllegalArgumentException("The summary of a message must not be null."));
    }

    public static Message fromRowIssue(
            final String summary, final int port, final long row, final int column, final String description) {
        return builder()
                .withSummary(summary)
                .addRowIssue(port, column, row, description)
                .build()
                .orElseThrow();
    }

    public static String getSummaryFrom(final Message message) {
        return message == null ? null : message.getSummary();
    }

    public String getSummary() {
        return m_summary;
    }

    public List<String> getResolutions() {
        return m_resolutions;
    }

    public MessageBuilder modify() {
        MessageBuilder builder = builder().withSummary(m_summary).addResolutions(m_resolutions.toArray(String[]::new));
        m_issues.forEach(builder::addTextIssue);
        return builder;
    }

    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    public KNIMEException toKNIMEException(final Throwable cause) {
        return KNIMEException.of(this, cause);
    }

    public InvalidSettingsException toInvalidSettingsException() {
        return new InvalidSettingsException(m_summary);
    }

    public InvalidSettingsException toInvalidSettingsException(final Throwable cause) {
        return new InvalidSettingsException(m_summary, cause);
    }

    /** The summary and the first issue, one per line. */
    public String toLogPrintable() {
        return m_issues.isEmpty() ? m_summary : m_summary + "\n" + m_issues.get(0);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Message message
                && m_summary.equals(message.m_summary)
                && m_issues.equals(message.m_issues)
                && m_resolutions.equals(message.m_resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_summary, m_issues, m_resolutions);
    }

    @Override
    public String toString() {
        return "Message[summary=" + m_summary + ", issues=" + m_issues + ", resolutions=" + m_resolutions + "]";
    }
}
