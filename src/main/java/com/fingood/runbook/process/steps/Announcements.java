package com.fingood.runbook.process.steps;

import com.fingood.runbook.notification.Announcer;
import com.fingood.runbook.notification.Draft;
import com.fingood.runbook.notification.NoticeKind;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TaskRule;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Says what a person wants said: when they decide {@code send}, and in the transaction of that decision. */
@Component
public class Announcements implements TaskRule {

    public static final String SUBJECT = "subject";
    public static final String BODY = "body";

    private static final String SEND = "send";

    private final Announcer announcer;
    private final NoticeDrafts drafts;
    private final Runs runs;

    Announcements(Announcer announcer, NoticeDrafts drafts, Runs runs) {
        this.announcer = announcer;
        this.drafts = drafts;
        this.runs = runs;
    }

    /**
     * @param kind label of a {@link NoticeKind}
     * @param person login of who says it
     * @throws Refusal when nobody could be reached, or the text can't be sent
     */
    public void announce(Run run, String kind, String subject, String body, String person) {
        NoticeKind notice = NoticeKind.of(kind)
                .orElseThrow(() -> Refusal.badInput("unknown-notice", "There is no notice '" + kind + "'."));
        announcer.announce(run, notice, subject, body, person);
    }

    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        NoticeKind.of(task.formId())
                .filter(kind -> SEND.equals(sent.get("decision")))
                .ifPresent(kind -> {
                    Run run = runs.get(new RunId(task.run()));
                    // Who leaves a text out, sends the draft.
                    Draft draft = drafts.of(kind, run);
                    announce(
                            run,
                            kind.label(),
                            (String) sent.getOrDefault(SUBJECT, draft.subject()),
                            (String) sent.getOrDefault(BODY, draft.body()),
                            person.id());
                });
    }
}
