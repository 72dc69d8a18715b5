// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.flowmatch.standin.VisibleText;

/**
 * Shows one node's progress: on a terminal one line that is drawn again in place, at most ten times a second; elsewhere a
 * line at the start, at 25, 50 and 75 % (at most one per second) and at the end. May be used from several threads.
 */
public final class ProgressLine {
    private static final int BAR = 20;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private final LongSupplier clock;

    private String label = "";
    private long start;
    private long lastShown;
    private int lastQuarter;
    private int drawn;
    private boolean open;

    /**
     * @param terminal whether a carriage return brings the cursor back to the start of the line
     * @param width columns of the terminal; longer lines are cut
     * @param clock nanoseconds, see {@link System#nanoTime}
     */
    public ProgressLine(PrintStream out, boolean terminal, int width, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.width = Math.max(40, width);
        this.clock = clock;
    }

    /** Begins a line. */
    public synchronized void start(String newLabel) {
        label = newLabel;
        start = clock.getAsLong();
        lastShown = start;
        lastQuarter = 0;
        open = true;
        if (terminal) {
            draw(line(0, "", 0));
        } else {
            out.println(label + ": started");
        }
    }

    /**
     * Shows progress.
     *
     * @param fraction from 0 to 1; anything else is shown as unknown
     * @param message the node's words
     */
    public synchronized void update(double fraction, String message) {
        long now = clock.getAsLong();
        if (!open || now - lastShown < (terminal ? REDRAW_NANOS : PLAIN_NANOS)) {
            return;
        }
        int quarter = (int) Math.floor(Math.min(fraction, 0.99) * 4);
        if (terminal) {
            draw(line(fraction, message, now - start));
        } else if (fraction >= 0 && quarter > lastQuarter) {
            out.println(label + ": " + 25 * quarter + "%" + rest(fraction, message, now - start));
            lastQuarter = quarter;
        } else {
            return;
        }
        lastShown = now;
    }

    /** Ends the line with how the node ended, for instance "done in 2.1 s". */
    public synchronized void end(String outcome) {
        if (terminal) {
            draw(cut(label + "  " + outcome));
            out.println();
            drawn = 0;
        } else {
            out.println(label + ": " + outcome);
        }
        out.flush();
        open = false;
    }

    /** Leaves an unfinished line, so that what is printed next starts at the left. */
    public synchronized void leave() {
        if (terminal && open) {
            out.println();
            out.flush();
            drawn = 0;
        }
        open = false;
    }

    /** A time as people write it: "0.4 s", "12 s", "3:05 min", "2:01 h". */
    public static String time(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole % 3600 / 60);
    }

    private String line(double fraction, String message, long nanos) {
        boolean known = fraction >= 0 && fraction <= 1;
        int filled = known ? (int) Math.round(fraction * BAR) : 0;
        String bar = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] "
                + (known ? String.format(Locale.ROOT, "%3d%%", (int) Math.floor(fraction * 100)) : "  ?%");
        return cut(label + "  " + bar + rest(fraction, message, nanos));
    }

    private static String rest(double fraction, String message, long nanos) {
        double seconds = nanos / 1e9;
        // a first guess from less than a second of work would jump about
        boolean told = message != null && message.contains(" left");
        boolean guess = fraction >= 0.01 && fraction <= 1 && seconds >= 1 && !told;
        return (message == null || message.isBlank() ? "" : "  " + message.strip())
                + (guess ? "  " + time(seconds * (1 - fraction) / fraction) + " left" : "");
    }

    private String cut(String line) {
        String one = VisibleText.line(line.replace('\n', ' ').replace('\r', ' '));
        return one.length() < width ? one : one.substring(0, width - 1);
    }

    private void draw(String line) {
        out.print('\r');
        out.print(line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }
}
