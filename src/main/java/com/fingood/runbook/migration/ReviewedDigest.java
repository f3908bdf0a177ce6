package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDigest;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;

import java.util.Map;

/** The one digest over everything that reviewers see, so that process and command line can't disagree about what was approved. */
public final class ReviewedDigest {

    private ReviewedDigest() {}

    /** @param rehearsal the rehearsal's report as it was kept, or null before there is one */
    public static ChangeDigest of(Target target, ChangeFolder folder, Change change, String rehearsal) {
        TargetProperties properties = target.properties();
        ChangeDigest digest = ChangeDigest.of(change, folder)
                .withTarget(
                        target.name(),
                        properties.environment().label(),
                        properties.url(),
                        Map.of(
                                "migration",
                                properties.limits().migration().toString(),
                                "locks",
                                properties.locks().words()));
        return rehearsal == null ? digest : digest.withText("rehearsal", rehearsal);
    }
}
