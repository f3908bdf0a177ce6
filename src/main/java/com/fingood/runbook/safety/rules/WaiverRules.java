package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;

/** What people read about findings on waivers themselves; they come from no rule over statements and can't be waived. */
public final class WaiverRules {

    public static final RuleText MALFORMED = new RuleText(
            "WV1",
            Severity.MEDIUM,
            "Waiver that is not complete",
            "A waiver lacks its rule, its reason or its ticket, or names a rule that does not exist.",
            "It waives nothing, and nobody will know later who accepted what and why.",
            "Write all three: `-- runbook:waive LK1 reason=\"the table has 40 rows\" ticket=FIN-2177`.",
            null,
            "Nothing: the rehearsal does not read comments.");

    public static final RuleText UNUSED = new RuleText(
            "WV2",
            Severity.MEDIUM,
            "Waiver that waives nothing",
            "A waiver names a rule that its statement does not break.",
            "The next change of the statement would be waived unseen.",
            "Remove the waiver, or move it to the line before the statement that it is meant for.",
            null,
            """
            A waiver of a rule that only the rehearsal can judge is left alone by the static check; it is judged when both results are put
            together.""");

    private WaiverRules() {}
}
