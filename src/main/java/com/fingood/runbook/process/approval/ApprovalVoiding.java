package com.fingood.runbook.process.approval;

import com.fingood.runbook.process.notices.TaskNotices;
import com.fingood.runbook.process.steps.ApprovalRecheck;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Takes back what was approved when it is no longer what would be executed, and says so to whoever approved it. */
@Component
public class ApprovalVoiding {

    private final Approvals approvals;
    private final RunContent content;
    private final ApprovalRecheck recheck;
    private final ProofAge age;
    private final TaskNotices notices;
    private final RunEvents events;
    private final Clock clock;

    ApprovalVoiding(
            Approvals approvals,
            RunContent content,
            ApprovalRecheck recheck,
            ProofAge age,
            TaskNotices notices,
            RunEvents events,
            Clock clock) {
        this.approvals = approvals;
        this.content = content;
        this.recheck = recheck;
        this.age = age;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
    }

    /** What differs from what approvers read, one sentence each; empty = nothing. */
    public List<String> changes(Run run) {
        try {
            return recheck.changedSince(run, content.digest(run));
        } catch (Refusal unreadable) {
            return List.of("the change can't be read any more: " + unreadable.getMessage());
        }
    }

    /** Because the content changed while people were asked, or what was measured became too old. */
    public String whileWaiting(Run run) {
        List<String> changes = changes(run);
        String because = changes.isEmpty()
                ? "rehearsal or backup of " + age.oldest(run) + " are too old"
                : "the content changed (" + String.join("; ", changes) + ")";
        because(run, because);
        events.publish(new RunEvent(
                "ApprovalExpired",
                run.id().value(),
                run.target(),
                "runbook",
                clock.instant(),
                Map.of("because", because)));
        return "Approvals are void, since " + because + ". The run goes back to preflight.";
    }

    /** @param because completes "is void, since ..." */
    public void because(Run run, String because) {
        approvals
                .voidAll(run.id(), because)
                .forEach(given -> notices.approvalVoided(run.id(), given.decidedBy(), because));
    }
}
