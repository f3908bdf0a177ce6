package com.fingood.runbook.process.steps;

import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TaskRule;
import com.fingood.runbook.run.Refusal;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** Contacts that nobody could call may be confirmed only with a word about where the right ones are. */
@Component
class ContactsConfirmed implements TaskRule {

    private static final String FORM = "confirm-contacts";

    private final Contacts contacts;

    ContactsConfirmed(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        List<String> warnings = contacts.warnings();
        Object comment = sent.get("comment");
        if (FORM.equals(task.formId())
                && "confirm".equals(sent.get("decision"))
                && !warnings.isEmpty()
                && (comment == null || comment.toString().isBlank())) {
            throw Refusal.badInput(
                    "comment-missing",
                    "Nothing was changed: " + String.join(" ", warnings)
                            + " To confirm all the same, say in 'comment' where people find the right ones.");
        }
    }
}
