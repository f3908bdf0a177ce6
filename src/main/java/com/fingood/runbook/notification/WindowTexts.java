package com.fingood.runbook.notification;

import com.fingood.runbook.run.RunOutcome;

import java.util.Map;

/** What the team is told about a window: that it comes, is near, opens, and how it ended. */
public final class WindowTexts {

    private static final Map<RunOutcome, String> ENDED = Map.of(
            RunOutcome.COMPLETED, "The change was made and checked.",
            RunOutcome.ROLLED_BACK, "The change was undone; the database is as before, and was checked.",
            RunOutcome.RESTORED, "The database was restored from the backup that was taken before, and was checked.",
            RunOutcome.REJECTED, "The change was rejected; nothing was changed.",
            RunOutcome.CANCELLED, "The run was cancelled; nothing was changed.",
            RunOutcome.FAILED, "The change failed, and so did the way back. The incident response team has it.");

    private final Contacts contacts;

    public WindowTexts(Contacts contacts) {
        this.contacts = contacts;
    }

    /** @param outcome how the run ended; null = it has not */
    public Draft of(WindowNotice notice, PlannedChange change, RunOutcome outcome) {
        Map<String, String> values = ChangeWords.of(change);
        Contacts.Contact database = contacts.of(Contacts.DATABASE_TEAM);
        values.put("databaseTeam", database.isConfigured() ? Words.cut(database.reach(), 100) : "the database team");
        values.put("outcome", outcome == null ? "not ended" : outcome.label().replace('-', ' '));
        values.put("ended", outcome == null ? "The run has not ended." : ENDED.get(outcome));
        return Template.of(notice.label() + ".txt").filled(values, Drafts.LONGEST_SUBJECT);
    }
}
