package com.fingood.runbook.process.notices;

import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.notification.Draft;
import com.fingood.runbook.notification.Notice;
import com.fingood.runbook.notification.Postbox;
import com.fingood.runbook.notification.TaskTexts;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.process.steps.NoticeDrafts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells people about a task, by mail and webhook. Everything is written to the outbox in the caller's transaction: what is rolled back
 * was never said, and no mail server is waited for. Where no channel is configured, nothing happens.
 */
@Component
public class TaskNotices {

    private static final String RUNBOOK = "runbook";

    private final OpenTasks tasks;
    private final ApprovalFacts approvals;
    private final Recipients recipients;
    private final Postbox postbox;
    private final TaskTexts texts;
    private final Runs runs;
    private final NoticeDrafts changes;

    TaskNotices(
            OpenTasks tasks,
            ApprovalFacts approvals,
            Recipients recipients,
            Postbox postbox,
            Contacts contacts,
            Runs runs,
            NoticeDrafts changes) {
        this.tasks = tasks;
        this.approvals = approvals;
        this.recipients = recipients;
        this.postbox = postbox;
        this.texts = new TaskTexts(contacts);
        this.runs = runs;
        this.changes = changes;
    }

    /** A task opens: its candidates are told. Approvers read what they weigh first. */
    public void opened(DelegateTask task) {
        if (postbox.isOpen()) {
            OpenTask open = tasks.of(task);
            boolean approval = Approvals.TASK.equals(open.key()) && open.run() != null;
            Draft text = approval
                    ? texts.approvalAsked(open.asked(), approvals.of(open.run(), task))
                    : texts.opened(open.asked());
            post(approval ? "approval-asked" : "task-opened", open, open.asked().groups(), text, false);
        }
    }

    /** Nobody answered in time: the candidates, and whoever has claimed it, are told again. */
    public void reminded(String taskId) {
        if (postbox.isOpen()) {
            OpenTask open = tasks.of(taskId);
            post("task-reminder", open, open.asked().groups(), texts.reminder(open.asked()), false);
        }
    }

    /** @param addedGroups who is asked as well from now on; those who were asked before read it too */
    public void escalated(String taskId, Collection<String> addedGroups) {
        if (postbox.isOpen()) {
            OpenTask open = tasks.of(taskId);
            Set<String> all = new TreeSet<>(open.asked().groups());
            all.addAll(addedGroups);
            post("task-escalated", open, all, texts.escalation(open.asked(), addedGroups), false);
        }
    }

    /** Level 3: the contact and every member of every candidate group, with the hotline. */
    public void paged(String taskId) {
        if (postbox.isOpen()) {
            OpenTask open = tasks.of(taskId);
            post("page", open, open.asked().groups(), texts.page(open.asked()), true);
        }
    }

    /**
     * A task that decides is still open; nobody else may decide, so those who may are asked again.
     *
     * @param everyMember whether each member of the groups is told, besides the group's contact
     */
    public void chased(String taskId, boolean everyMember) {
        if (postbox.isOpen()) {
            OpenTask open = tasks.of(taskId);
            post("approval-chase", open, open.asked().groups(), texts.chase(open.asked()), everyMember);
        }
    }

    /** A task ends unanswered since the run moved on: those who were asked need not look any more. */
    public void overtaken(DelegateTask task) {
        if (postbox.isOpen()) {
            OpenTask open = tasks.of(task);
            post("task-overtaken", open, open.asked().groups(), texts.noLongerNeeded(open.asked()), false);
        }
    }

    /**
     * @param approver login of whose approval it was
     * @param why what changed since, in a sentence without SQL
     */
    public void approvalVoided(RunId id, String approver, String why) {
        if (postbox.isOpen()) {
            Run run = runs.get(id);
            postbox.post(new Notice(
                    "approval-voided",
                    id.value(),
                    run.target(),
                    "approver",
                    recipients.person(approver),
                    texts.approvalVoided(changes.planned(run), why),
                    RUNBOOK));
        }
    }

    private void post(String kind, OpenTask open, Collection<String> groups, Draft text, boolean everyMember) {
        Set<String> addresses = new LinkedHashSet<>(recipients.of(groups, everyMember));
        addresses.addAll(recipients.person(open.assignee()));
        postbox.post(new Notice(
                kind,
                open.run() == null ? null : open.run().id().value(),
                open.run() == null ? null : open.run().target(),
                String.join(", ", groups),
                addresses,
                text,
                RUNBOOK));
    }
}
