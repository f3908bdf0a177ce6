package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.Decisions.Decision;
import com.fingood.runbook.process.steps.Subjects;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether one person may complete one task with what was sent, and records the decision in the same transaction. Every
 * door leads here: Tasklist, /engine-rest complete and submit-form, the Java API.
 */
@Component
public class TaskGuard {

    /**
     * @param key element id of the user task
     * @param run business key
     * @param formId the task's form
     * @param groups candidate groups
     * @param assignee who claimed it; null = nobody
     * @param gate topic of the gate that it is about; null = about none
     * @param approval label of the approval that it asks for; null = it asks for none
     */
    public record OpenTask(
            String id,
            String key,
            String run,
            String formId,
            Set<String> groups,
            String assignee,
            String gate,
            String approval) {}

    /** @param groups the person's groups */
    public record Person(String id, List<String> groups) {}

    private final Decisions decisions;
    private final Subjects subjects;
    private final RunEvents events;
    private final List<TaskRule> rules;
    private final LateClicks lateClicks;
    private final Clock clock;

    TaskGuard(
            Decisions decisions,
            Subjects subjects,
            RunEvents events,
            List<TaskRule> rules,
            LateClicks lateClicks,
            Clock clock) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.events = events;
        this.rules = rules;
        this.lateClicks = lateClicks;
        this.clock = clock;
    }

    /** @throws Refusal when the person is not entitled or already works on something else here */
    public void mayWorkOn(OpenTask task, Person person) {
        if (person == null) {
            throw Refusal.forbidden("no-login", "This task can only be completed by a person who is logged in.");
        }
        if (task.groups().isEmpty()) {
            // Every task is for a group: somebody else's answer has taken it away while this one was on its way.
            throw lateClicks.over(task.id());
        }
        if (task.groups().stream().noneMatch(person.groups()::contains)) {
            throw Refusal.forbidden(
                    "not-a-candidate",
                    person.id() + " may not work on this task: it is for " + String.join(", ", task.groups())
                            + ". Ask a member of that group.");
        }
        rules.forEach(rule -> rule.mayWorkOn(task, person));
    }

    /**
     * @param sent what the person sent, by variable name
     * @throws Refusal with the reason; the transaction then changes nothing
     */
    public void complete(OpenTask task, Person person, Map<String, Object> sent) {
        mayWorkOn(task, person);
        if (task.assignee() != null && !task.assignee().equals(person.id())) {
            throw Refusal.refused(
                    "claimed-by-other",
                    "This task is being worked on by " + task.assignee()
                            + ". Ask them to unclaim it, or take it over with a reason.");
        }
        FormSchema form = FormSchema.onClassPath(task.formId());
        form.check(sent);
        String decision = (String) sent.get("decision");
        String comment = (String) sent.get("comment");
        form.requireReason(decision, comment);
        record(task, person, decision, comment);
        rules.forEach(rule -> rule.decided(task, person, sent));
    }

    private void record(OpenTask task, Person person, String decision, String comment) {
        Run run = subjects.of(task.run());
        decisions.record(new Decision(
                task.run(), task.key(), task.id(), decision, comment, person.id(), clock.instant(), run.digest()));
        Map<String, Object> details = new HashMap<>();
        details.put("task", task.key());
        details.put("decision", decision);
        if (run.digest() != null) {
            details.put("digest", run.digest());
        }
        if (comment != null && !comment.isBlank()) {
            details.put("comment", comment);
        }
        events.publish(new RunEvent("TaskDecided", task.run(), run.target(), person.id(), clock.instant(), details));
    }
}
