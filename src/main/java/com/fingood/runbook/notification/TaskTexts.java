package com.fingood.runbook.notification;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What people are told about a task: that it opened, waits, went up a level, or is no longer needed. */
public final class TaskTexts {

    private final Contacts contacts;

    public TaskTexts(Contacts contacts) {
        this.contacts = contacts;
    }

    public Draft opened(AskedTask task) {
        return filled("task-opened.txt", task, Map.of());
    }

    /** For those who may approve: what they weigh first, and until when their word would hold. */
    public Draft approvalAsked(AskedTask task, AskedApproval approval) {
        return filled("approval-asked.txt", task, approvalWords(approval));
    }

    public Draft reminder(AskedTask task) {
        return filled("task-reminder.txt", task, Map.of());
    }

    /** @param added who is asked as well from now on */
    public Draft escalation(AskedTask task, Collection<String> added) {
        return filled("task-escalation.txt", task, Map.of("added", names(added)));
    }

    /** Level 3: everybody at once, with the number to call. */
    public Draft page(AskedTask task) {
        return filled("page.txt", task, Map.of("hotline", hotline()));
    }

    /** A task that decides goes to nobody else: those who may decide are asked again. */
    public Draft chase(AskedTask task) {
        return filled("approval-chase.txt", task, Map.of());
    }

    /** The run went on without it. */
    public Draft noLongerNeeded(AskedTask task) {
        return filled("task-overtaken.txt", task, Map.of());
    }

    /** @param why what changed since */
    public Draft approvalVoided(PlannedChange change, String why) {
        Map<String, String> values = new HashMap<>(ChangeWords.of(change));
        String reason = Words.plain(why, 500);
        values.put("why", reason == null ? "The content is no longer what was approved." : reason);
        return Template.of("approval-voided.txt").filled(values, Drafts.LONGEST_SUBJECT);
    }

    private Draft filled(String template, AskedTask task, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(task.change() == null ? Map.of() : ChangeWords.of(task.change()));
        values.put("task", Words.cut(task.name(), 120));
        values.put("about", Words.cut(task.about(), 120));
        values.put("what", about(task));
        values.put("groups", names(task.groups()));
        values.put("due", due(task.due()));
        values.put(
                "claimed", task.claimed() ? "somebody has claimed it, and not answered yet" : "nobody has claimed it");
        values.put("link", task.link());
        values.putAll(more);
        return Template.of(template).filled(values, Drafts.LONGEST_SUBJECT);
    }

    /** Two lines on a change, one on what is not part of a run. */
    private static String about(AskedTask task) {
        if (task.change() == null) {
            return "Issue:      " + Words.cut(task.about(), 120);
        }
        Map<String, String> change = ChangeWords.of(task.change());
        return "Change:     " + change.get("title") + " on " + change.get("target") + " (" + change.get("environment")
                + "), version " + change.get("version") + ", ticket " + change.get("ticket") + "\nRun:        "
                + change.get("run");
    }

    private static Map<String, String> approvalWords(AskedApproval approval) {
        List<String> deviations = approval.deviations();
        return Map.of(
                "role", Words.cut(approval.role(), 60),
                "risk", approval.risk() == null ? "not declared" : approval.risk(),
                "worst", approval.worstFinding() == null ? "none" : approval.worstFinding(),
                "deviations",
                        deviations.isEmpty()
                                ? "none"
                                : deviations.size() + " (" + Words.cut(String.join(", ", deviations), 400) + ")",
                "expiry", approval.expires() == null ? "as the task says" : ChangeWords.moment(approval.expires()));
    }

    private String hotline() {
        Contacts.Contact hotline = contacts.of(Contacts.HOTLINE);
        return !hotline.isConfigured() || hotline.isPlaceholder()
                ? "not configured (runbook.notifications.contacts." + Contacts.HOTLINE + ")"
                : Words.cut(hotline.reach(), 100);
    }

    private static String due(Instant due) {
        return due == null ? "no time is set" : ChangeWords.moment(due);
    }

    private static String names(Collection<String> groups) {
        return groups.isEmpty()
                ? "nobody"
                : groups.stream().sorted().map(group -> group.replace('-', ' ')).collect(Collectors.joining(", "));
    }
}
