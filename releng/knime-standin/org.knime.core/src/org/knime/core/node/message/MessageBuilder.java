// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects a message; there is none to build before a summary is given. */
public final class MessageBuilder {

    private String m_summary;
    private final List<String> m_issues = new ArrayList<>();
    private final List<String> m_resolutions = new ArrayList<>();

    MessageBuilder() {}

    public MessageBuilder withSummary(final String summary) {
        m_summary = summary;
        return this;
    }

    public MessageBuilder addResolutions(final String... resolutions) {
        m_resolutions.addAll(List.of(resolutions));
        return this;
    }

    public MessageBuilder addTextIssue(final String issue) {
        m_issues.add(issue);
        return this;
    }

    public MessageBuilder addRowIssue(final int column, final long row, final String description) {
        return addRowIssue(0, column, row, description);
    }

    public MessageBuilder addRowIssue(final int port, final int column, final long row, final String description) {
        m_issues.add("Row " + (row + 1) + ", column " + (column + 1) + " of input " + (port + 1) + ": " + description);
        return this;
    }

    public Optional<String> getSummary() {
        return Optional.ofNullable(m_summary);
    }

    public Optional<String> getFirstIssue() {
        return m_issues.stream().findFirst();
    }

    public long getIssueCount() {
        return m_issues.size();
    }

    public Optional<Message> build() {
        return getSummary().map(summary -> new Message(summary, m_issues, m_resolutions));
    }
}
