package com.fingood.runbook.process.briefing;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.change.ChangeFile;
import com.fingood.runbook.change.Section;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.process.steps.ApprovalRecheck;
import com.fingood.runbook.process.steps.Failure;
import com.fingood.runbook.process.steps.IntegrityRows;
import com.fingood.runbook.process.steps.PrivacyImpact;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Builds the briefing that every form shows: the change, what was found, the backup, the rehearsal, the checks, and what would be
 * lost. Reads our tables and the change folder, never the target. No secret, no personal datum: forms are kept in history.
 */
@Component
public class Briefings {

    /** Longer texts are cut with a notice: a form is read by a person. */
    private static final int MOST_TEXT = 20_000;

    private final Runs runs;
    private final RunContent content;
    private final RunFacts facts;
    private final Backups backups;
    private final ApprovalRecheck approval;
    private final RunHistory history;
    private final Contacts contacts;
    private final GateBriefing gates;
    private final ApprovalRows approvals;
    private final IntegrityRows integrity;

    Briefings(
            Runs runs,
            RunContent content,
            RunFacts facts,
            Backups backups,
            ApprovalRecheck approval,
            RunHistory history,
            Contacts contacts,
            GateBriefing gates,
            ApprovalRows approvals,
            IntegrityRows integrity) {
        this.runs = runs;
        this.content = content;
        this.facts = facts;
        this.backups = backups;
        this.approval = approval;
        this.history = history;
        this.contacts = contacts;
        this.gates = gates;
        this.approvals = approvals;
        this.integrity = integrity;
    }

    /** What one approver is asked for: adds it, and gives its name for the task. */
    public Optional<String> approval(Map<String, Object> briefing, RunId id, String approval) {
        Optional<Map<String, String>> asked = approvals.asked(runs.get(id), approval);
        asked.ifPresent(ask -> briefing.put("ask", ask));
        return asked.map(ask -> ask.get("title"));
    }

    /** @param due when the task is due; null = never */
    public Map<String, Object> of(RunId id, Instant due) {
        Run run = runs.get(id);
        Map<String, Object> briefing = new LinkedHashMap<>();
        request(briefing, run, due);
        try {
            change(briefing, run);
            backup(briefing, run);
        } catch (Refusal unreadable) {
            // The task opens all the same, and says why a part is missing.
            briefing.put("unreadable", unreadable.getMessage());
        }
        facts.rehearsal(id).ifPresent(report -> briefing.put("rehearsal", RehearsalView.of(report)));
        findings(briefing, facts.findings(id));
        briefing.put("gates", history.steps(id, gates.deviated(id)));
        briefing.put("waivers", FindingRows.ofWaivers(facts.waivers(id)));
        briefing.put("points", gates.points(id));
        briefing.put("deviations", gates.deviations(id));
        briefing.put("checks", history.checks(id));
        briefing.put("checklist", history.checklist(id));
        briefing.put("contacts", ContactRows.of(contacts));
        briefing.put("warnings", contacts.warnings());
        briefing.put("approvals", approvals.of(run));
        briefing.put("asked", history.changesAsked(id));
        briefing.put("wentBefore", history.decisions(id));
        facts.failure(id).map(Failure::words).ifPresent(words -> briefing.put("failure", words));
        briefing.put("loss", facts.loss(id));
        integrity.add(briefing, id);
        return briefing;
    }

    private void request(Map<String, Object> briefing, Run run, Instant due) {
        briefing.put("run", run.id().value());
        briefing.put("target", run.target());
        briefing.put("version", run.version());
        briefing.put("requester", run.requester());
        briefing.put("reason", run.reason());
        put(briefing, "digest", run.digest());
        put(briefing, "window", run.windowStart() == null ? "as soon as approved" : Moments.words(run.windowStart()));
        put(briefing, "due", due == null ? null : Moments.words(due));
    }

    private void change(Map<String, Object> briefing, Run run) {
        Target target = content.target(run);
        Change change = content.change(run);
        briefing.put("environment", target.environment().label());
        briefing.put("title", change.name().replace('_', ' '));
        change.document().ifPresent(document -> document(briefing, document));
        briefing.put("privacy", PrivacyRows.of(change, content.folder(run), facts.rehearsal(run.id())));
        put(briefing, "strategy", strategy(target, change, run));
        script(briefing, run, "script", change.script());
        change.undo().ifPresent(undo -> script(briefing, run, "undo", undo));
        briefing.put("changed", run.digest() == null ? List.of() : approval.changedSince(run, content.digest(run)));
    }

    private static void document(Map<String, Object> briefing, ChangeDocument document) {
        put(briefing, "title", document.title());
        put(briefing, "risk", document.risk() == null ? null : document.risk().label());
        put(briefing, "ticket", document.ticket());
        put(briefing, "author", document.author());
        List<Map<String, String>> sections = new ArrayList<>();
        document.sections().forEach((title, text) -> sections.add(Map.of("title", title, "text", cut(text))));
        briefing.put("sections", sections);
        for (Section section : Section.values()) {
            document.section(section).ifPresent(text -> briefing.put(nameOf(section), cut(text)));
        }
    }

    /** {@code riskAssessment}: for a form that shows one section only. */
    private static String nameOf(Section section) {
        String words = section.name().toLowerCase(Locale.ROOT);
        return Pattern.compile("_(.)").matcher(words).replaceAll(first -> first.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static void findings(Map<String, Object> briefing, List<Finding> findings) {
        briefing.put("findings", FindingRows.of(findings));
        FindingRows.worst(findings).ifPresent(severity -> briefing.put("worst", severity));
        briefing.put(
                "privacyFindings",
                FindingRows.of(findings.stream()
                        .filter(finding -> PrivacyImpact.LOOKS_PERSONAL.equals(finding.rule()))
                        .toList()));
    }

    private void backup(Map<String, Object> briefing, Run run) {
        Optional<Backup> backup = facts.findBackup(run.id()).flatMap(id -> backups.find(content.target(run), id));
        backup.ifPresent(found -> briefing.put(
                "backup",
                Map.of(
                        "id", found.id(),
                        "created", Moments.words(found.moment()),
                        "bytes", Long.toString(found.bytes()),
                        "verified", found.isVerified() ? "yes, " + Moments.words(found.verified()) : "no")));
    }

    /** How long a statement waits for a lock, and how long it may work, before it is stopped. */
    private String strategy(Target target, Change change, Run run) {
        Long millis = facts.rehearsal(run.id()).map(RehearsalReport::upMillis).orElse(null);
        return Timeouts.of(target, change, millis).words();
    }

    /** In full where a person can read it; else its beginning, and where the whole lies as long as it is what was reviewed. */
    private static void script(Map<String, Object> briefing, Run run, String part, ChangeFile file) {
        String text = file.text();
        briefing.put(part, cut(text));
        if (text.length() > MOST_TEXT && run.digest() != null) {
            briefing.put(part + "Link", "/api/runs/" + run.id() + "/content/" + part + "?digest=" + run.digest());
        }
    }

    private static String cut(String text) {
        return cutTo(text, MOST_TEXT);
    }

    private static String cutTo(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most) + "\n... cut here; " + (text.length() - most)
                        + " more characters are in the change folder.";
    }

    private static void put(Map<String, Object> map, String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
