package com.fingood.runbook.process.notices;

import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.notification.Notice;
import com.fingood.runbook.notification.Postbox;
import com.fingood.runbook.notification.RollbackFailureText;
import com.fingood.runbook.process.Groups;
import com.fingood.runbook.process.steps.Failure;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Targets;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;

/** Tells the whole database team at once that a rollback failed. */
@Component
public class RollbackFailureNotices {

    private static final List<String> TEAM = List.of(Groups.DATABASE_TEAM, Groups.SENIOR_DATABASE_TEAM);

    private final Postbox postbox;
    private final Recipients recipients;
    private final Contacts contacts;
    private final RunFacts facts;
    private final Targets targets;

    RollbackFailureNotices(Postbox postbox, Recipients recipients, Contacts contacts, RunFacts facts, Targets targets) {
        this.postbox = postbox;
        this.recipients = recipients;
        this.contacts = contacts;
        this.facts = facts;
        this.targets = targets;
    }

    /** Writes to the outbox in the caller's transaction. @return what was done, in words */
    public String tell(Run run) {
        String hotline = contacts.of(Contacts.HOTLINE).reach();
        String call = hotline == null ? "No emergency hotline is configured." : "Emergency hotline: " + hotline + ".";
        if (!postbox.isOpen()) {
            return "Nobody was mailed: neither a mail server nor a webhook is configured. Call the database team. "
                    + call;
        }
        Set<String> addresses = recipients.of(TEAM, true);
        postbox.post(new Notice(
                RollbackFailureText.KIND,
                run.id().value(),
                run.target(),
                String.join(", ", TEAM),
                addresses,
                RollbackFailureText.of(
                        run,
                        targets.get(run.target()).environment().label(),
                        facts.failure(run.id()).map(Failure::words).orElse("It is not on record why."),
                        call),
                "runbook"));
        return "The database team is told (" + addresses.size() + " mail addresses, and every webhook). " + call;
    }
}
