package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.ChangeDigest;
import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.process.approval.Approval;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is about to be executed is what was approved, by people who may, for a target that still is where the change begins. */
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
        List<Approval> given = requireApproved(run);
        MigrationHistory history =
                MigrationHistory.of(content.target(run), new SessionTag(run.id().value(), "recheck-approval"));
        ChangeLoading.refuseObstacles(run, history.check(content.change(run)));
        return "The content is what " + given.stream().map(Approval::decidedBy).collect(Collectors.joining(", "))
                + " approved (digest " + given.get(0).digest().substring(0, 12) + ").";
    }

    /** Read again by the worker that migrates. */
    public List<Approval> requireApproved(Run run) {
        ChangeDigest now = content.digest(run);
        List<String> changed = changedSince(run, now);
        if (!changed.isEmpty()) {
            throw Refusal.refused(
                    "changed-after-approval",
                    "Run " + run.id() + " was not executed: what was approved is no longer what lies there ("
                            + String.join("; ", changed)
                            + "). Bring the files back as they were, or repeat preflight and approval for the new content.");
        }
        return approvals.require(run.id(), now.value(), authors(run));
    }

    /**
     * Read again by the worker that undoes; approving a change approves exactly this undo.
     *
     * @return SHA-256 of the approved undo, which refuses to run any other
     */
    public String approvedUndo(Run run) {
        String reviewed = facts.get(run.id(), DIGEST, ChangeDigest.class)
                .map(digest -> digest.components().get("undo"))
                .orElseThrow(() -> Refusal.refused(
                        "no-approved-undo", "No undo was reviewed with run " + run.id() + ". Restore instead."));
        approvals.requireForGoingBack(run.id(), reviewed, authors(run));
        return reviewed;
    }

    /** Read again by the worker that restores: nothing was changed without an approval, so nothing is taken back without one. */
    public void requireForRestore(Run run) {
        approvals.requireForGoingBack(run.id(), null, authors(run));
    }

    /** What differs from the reviewed content, one sentence each; empty = nothing. */
    public List<String> changedSince(Run run, ChangeDigest now) {
        return facts.get(run.id(), DIGEST, ChangeDigest.class)
                .map(reviewed -> reviewed.differencesTo(now))
                .orElse(List.of());
    }

    /** Empty also when the document can't be read: going back must not depend on it. */
    private Set<String> authors(Run run) {
        try {
            return content.change(run)
                    .document()
                    .map(ChangeDocument::author)
                    .map(Set::of)
                    .orElse(Set.of());
        } catch (Refusal unreadable) {
            return Set.of();
        }
    }
}
