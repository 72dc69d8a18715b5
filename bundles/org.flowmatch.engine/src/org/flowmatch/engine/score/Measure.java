// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

/**
 * The measures of a synthetic table. Each has two limits on the share of the way from its floor, which real rows reach, to its worst
 * value: up to the first it is good, up to the second fair, beyond poor. New ones go to the end.
 */
public enum Measure {
    /** Good up to an AUC of about 0.62: published generators reach 0.59 to 0.61 on adult, interpolation 0.67. Fair up to 0.75. */
    DETECTION(
            Subject.LIKENESS,
            "detection by boosted trees (AUC)",
            "how often trees put a synthetic row before a real one; 0.5 is a guess",
            0.25,
            0.5),
    /** As for boosted trees. */
    FOREST(
            Subject.LIKENESS,
            "detection by a forest (AUC)",
            "the same by a random forest, which sees other faults",
            0.25,
            0.5),
    /** A column that alone reaches an AUC of 0.55 is seen in a histogram, one of 0.625 at a glance. */
    COLUMN(
            Subject.LIKENESS,
            "detection by one column, the largest (AUC)",
            "how far the column that is worst by itself gives rows away",
            0.1,
            0.25),
    /** As for the largest. */
    COLUMNS(
            Subject.LIKENESS,
            "detection by one column, the mean (AUC)",
            "how far columns by themselves give rows away",
            0.1,
            0.25),
    /** A quarter of the way to no dependency at all, and half of it. The worst is at least 0.6, or chance would be a share. */
    DEPENDENCY(
            Subject.LIKENESS,
            "detection by dependency alone (AUC)",
            "the same once every column is right; at worst that of shuffled columns",
            0.25,
            0.5),
    /** Published generators lie within 0.002 of the floor; 0.02 cannot be seen in a histogram. */
    SHAPE(Subject.LIKENESS, "shape error of columns, the mean", "difference of laws of single columns", 0.02, 0.05),
    /** A histogram that is off by one row in twenty, or in seven. */
    WORST_SHAPE(Subject.LIKENESS, "shape error of columns, the largest", "the same of the worst column", 0.05, 0.15),
    /** A fifth of what shuffling all columns does, and half of it. The worst is at least 0.05 above the floor. */
    TREND(
            Subject.LIKENESS,
            "trend error of pairs, the mean",
            "difference of correlations and contingency tables; at worst that of shuffled columns",
            0.2,
            0.5),
    /** One row in twenty with other cells missing than real rows have, or one in seven. */
    GAPS(Subject.LIKENESS, "gaps", "difference of which cells are missing together", 0.05, 0.15),
    /** Published generators lose 0.04 of the way to no knowledge on adult. */
    UTILITY(
            Subject.USE,
            "prediction of the chosen column (AUC or R2)",
            "by trees that learnt from synthetic rows, of real ones; at worst no knowledge",
            0.1,
            0.3),
    /** Published generators lose 0.05 to 0.07 on adult. */
    RARE(
            Subject.USE,
            "prediction of the rarest label (F1)",
            "hits beside misses and false alarms at a threshold of 0.5",
            0.1,
            0.3),
    /** Mean over columns of which some are hard to predict. */
    GLOBAL_UTILITY(
            Subject.USE,
            "prediction of each column (mean ratio)",
            "skill beside that of trees that learnt from real rows; 1 is as good",
            0.15,
            0.4),
    /** One copy among a hundred rows beyond what real rows have, or among twenty. */
    COPIES(Subject.PRIVACY, "exact copies (share)", "rows that equal a training row cell by cell", 0.01, 0.05),
    /** Interpolation lies at 0.4 and beyond. */
    DISTANCE(
            Subject.PRIVACY,
            "distance to the closest training row (median)",
            "beside that of held-back rows; at worst 0",
            0.15,
            0.4),
    /** 0.55 and 0.6. */
    CLOSER(
            Subject.PRIVACY,
            "closer to training than to held-back rows (share)",
            "0.5 where training rows are not repeated",
            0.1,
            0.2),
    /** AUCs of 0.55 and 0.6. */
    MEMBERSHIP(
            Subject.PRIVACY,
            "membership inference by distance (AUC)",
            "how often a training row is closer to synthetic rows than a held-back one; 0.5 is a guess",
            0.1,
            0.2),
    /** AUCs of 0.55 and 0.6. */
    DENSITY(
            Subject.PRIVACY,
            "membership inference by density (AUC)",
            "how often the model finds a training row likelier than a held-back one; 0.5 is a guess",
            0.1,
            0.2),
    /** One secret more in twenty that could not be guessed otherwise, or in seven. */
    SECRET(
            Subject.PRIVACY,
            "attribute inference (gain)",
            "how much oftener a secret is guessed right of training rows than of held-back ones",
            0.05,
            0.15),
    /** A twentieth of what independent columns would break, and a fifth. */
    RULE(
            Subject.LIKENESS,
            "broken rule, the worst (share of rows)",
            "a rule that real rows keep; at worst that of independent columns",
            0.05,
            0.2);

    /** What a measure is about. */
    public enum Subject {
        LIKENESS,
        USE,
        PRIVACY
    }

    private final Subject subject;
    private final String label;
    private final String meaning;
    private final double good;
    private final double fair;

    Measure(Subject subject, String label, String meaning, double good, double fair) {
        this.subject = subject;
        this.label = label;
        this.meaning = meaning;
        this.good = good;
        this.fair = fair;
    }

    public Subject subject() {
        return subject;
    }

    /** For tables. */
    public String label() {
        return label;
    }

    /** In a few words for people who do not know it. */
    public String meaning() {
        return meaning;
    }

    /** The largest share of the way that is good. */
    public double good() {
        return good;
    }

    /** The largest share of the way that is fair. */
    public double fair() {
        return fair;
    }

    Grade grade(double share) {
        return share <= good ? Grade.GOOD : share <= fair ? Grade.FAIR : Grade.POOR;
    }
}
