package com.fingood.runbook.process.notices;

import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.notification.Delivery;
import com.fingood.runbook.notification.Notice;
import com.fingood.runbook.notification.NoticeKind;
import com.fingood.runbook.notification.Outbox;
import com.fingood.runbook.notification.Postbox;
import com.fingood.runbook.notification.WindowNotice;
import com.fingood.runbook.notification.WindowTexts;
import com.fingood.runbook.process.Groups;
import com.fingood.runbook.process.steps.NoticeDrafts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells operations, the database team and who asked for the change about its window: approved, near, open, and how it ended. */
@Component
public class TeamNotices {

    private static final List<String> TEAM = List.of(Groups.OPERATIONS, Groups.DATABASE_TEAM);
    private static final Set<String> ANNOUNCED =
            Set.of(WindowNotice.CHANGE_APPROVED.label(), NoticeKind.NOTIFY_TEAM.label());

    private final Postbox postbox;
    private final Outbox outbox;
    private final Recipients recipients;
    private final WindowTexts texts;
    private final NoticeDrafts changes;
    private final Runs runs;
    private final Clock clock;

    TeamNotices(
            Postbox postbox,
            Outbox outbox,
            Recipients recipients,
            Contacts contacts,
            NoticeDrafts changes,
            Runs runs,
            Clock clock) {
        this.postbox = postbox;
        this.outbox = outbox;
        this.recipients = recipients;
        this.texts = new WindowTexts(contacts);
        this.changes = changes;
        this.runs = runs;
        this.clock = clock;
    }

    /** Writes to the outbox in the caller's transaction; says nothing where there is nothing to say any more. */
    public void tell(RunId id, WindowNotice notice) {
        Run run = runs.get(id);
        if (!postbox.isOpen() || isTooLate(run, notice)) {
            return;
        }
        boolean team = notice != WindowNotice.WINDOW_CLOSED || wasAnnounced(run);
        Set<String> addresses = new LinkedHashSet<>(team ? recipients.of(TEAM, false) : Set.of());
        addresses.addAll(recipients.person(run.requester()));
        postbox.post(new Notice(
                notice.label(),
                id.value(),
                run.target(),
                team ? String.join(", ", TEAM) + ", requester" : "requester",
                addresses,
                texts.of(notice, changes.planned(run), run.outcome()),
                "runbook"));
    }

    /** A window that is open, or needs no waiting for, is told of as open. */
    private boolean isTooLate(Run run, WindowNotice notice) {
        return notice == WindowNotice.HOUR_BEFORE
                && (run.windowStart() == null || !run.windowStart().isAfter(clock.instant()));
    }

    /** A team that never heard of a change need not hear that it came to nothing; who asked for it does. */
    private boolean wasAnnounced(Run run) {
        return outbox.of(run.id()).stream().map(Delivery::kind).anyMatch(ANNOUNCED::contains);
    }
}
