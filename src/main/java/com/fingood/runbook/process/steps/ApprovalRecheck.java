package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.ChangeDigest;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.process.guard.Approvals;
import com.fingood.runbook.process.guard.Decisions.Decision;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.util.List;

/** What is about to be executed is what was approved, by somebody who may, for a target that still is where the change begins. */
@Component
public class ApprovalRecheck {

    /** Name of the fact that holds the digest with its components, as approved. */
    public static final String DIGEST = "digest";

    private final RunContent content;
    private final Approvals approvals;
    private final Facts facts;

    ApprovalRecheck(RunContent content, Approvals approvals, Facts facts) {
        this.content = content;
        this.approvals = approvals;
        this.facts = facts;
    }

    /** @throws Refusal REFUSED naming what changed */
    public String check(Run run) {
        Decision approval = requireApproved(run);
        MigrationHistory history =
                MigrationHistory.of(content.target(run), new SessionTag(run.id().value(), "recheck-approval"));
        ChangeLoading.refuseObstacles(run, history.check(content.change(run)));
        return "The content is what " + approval.decidedBy() + " approved (digest "
                + approval.digest().substring(0, 12) + ").";
    }

    /** Read again by every worker that changes the target. */
    public Decision requireApproved(Run run) {
        ChangeDigest now = content.digest(run);
        List<String> changed = changedSince(run, now);
        if (!changed.isEmpty()) {
            throw Refusal.refused(
                    "changed-after-approval",
                    "Run " + run.id() + " was not executed: what was approved is no longer what lies there ("
                            + String.join("; ", changed)
                            + "). Bring the files back as they were, or repeat preflight and approval for the new content.");
        }
        return approvals.require(run.id(), now.value());
    }

    /** SHA-256 of the undo that was approved together with the change; the undo refuses any other. */
    public String approvedUndo(Run run) {
        return facts.get(run.id(), DIGEST, ChangeDigest.class)
                .map(reviewed -> reviewed.components().get("undo"))
                .orElseThrow(() -> Refusal.refused(
                        "no-approved-undo", "No undo was reviewed with run " + run.id() + ". Restore instead."));
    }

    /** What differs from the reviewed content, one sentence each; empty = nothing. */
    public List<String> changedSince(Run run, ChangeDigest now) {
        return facts.get(run.id(), DIGEST, ChangeDigest.class)
                .map(reviewed -> reviewed.differencesTo(now))
                .orElse(List.of());
    }
}
