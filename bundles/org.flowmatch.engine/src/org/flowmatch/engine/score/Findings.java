// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.List;

/** What was found of one synthetic table. */
record Findings(
        DetectionScore detection,
        Likeness likeness,
        UtilityScore utility,
        PrivacyScore privacy,
        List<RuleScore> rules) {}
