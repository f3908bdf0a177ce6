package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.change.Section;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.StatementReport;
import com.fingood.runbook.migration.StatementReport.TableLock;
import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.notification.Draft;
import com.fingood.runbook.notification.Drafts;
import com.fingood.runbook.notification.NoticeKind;
import com.fingood.runbook.notification.PlannedChange;
import com.fingood.runbook.notification.PlannedChange.HeldLock;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Fingerprint;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a run's people would be told, from its change and what its rehearsal measured. */
@Component
public class NoticeDrafts {

    private final RunContent content;
    private final RunFacts facts;
    private final Drafts drafts;

    NoticeDrafts(RunContent content, RunFacts facts, Contacts contacts) {
        this.content = content;
        this.facts = facts;
        this.drafts = new Drafts(contacts);
    }

    public Draft of(NoticeKind kind, Run run) {
        return drafts.of(kind, planned(run));
    }

    /** The change as people are told of it; what can't be read now is left out. */
    public PlannedChange planned(Run run) {
        Optional<Change> change = change(run);
        Optional<ChangeDocument> document = change.flatMap(Change::document);
        Optional<RehearsalReport> rehearsal = facts.rehearsal(run.id());
        return new PlannedChange(
                run.id().value(),
                document.map(ChangeDocument::title)
                        .or(() -> change.map(c -> c.name().replace('_', ' ')))
                        .orElse(null),
                run.version(),
                document.map(ChangeDocument::ticket).orElse(null),
                run.requester(),
                run.target(),
                content.target(run).environment().label(),
                run.windowStart(),
                rehearsal.map(report -> Duration.ofMillis(report.upMillis())).orElse(null),
                document.flatMap(d -> d.section(Section.PURPOSE)).orElse(null),
                rehearsal.map(NoticeDrafts::locks).orElse(null),
                rehearsal
                        .map(RehearsalReport::downMillis)
                        .map(Duration::ofMillis)
                        .orElse(null),
                rehearsal.map(RehearsalReport::lossless).orElse(false));
    }

    /** A change that can't be read now has a task of its own; a draft is no place to say so. */
    private Optional<Change> change(Run run) {
        try {
            return Optional.of(content.change(run));
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    /** Locks last until the transaction ends; null when none of them could be measured. */
    private static List<HeldLock> locks(RehearsalReport report) {
        List<StatementReport> statements = report.statements();
        if (statements.stream().map(StatementReport::locks).allMatch(Objects::isNull)) {
            return null;
        }
        List<HeldLock> held = new ArrayList<>();
        long millis = 0;
        for (int i = statements.size() - 1; i >= 0; i--) {
            millis += statements.get(i).millis();
            List<TableLock> locks = statements.get(i).locks() == null
                    ? List.of()
                    : statements.get(i).locks();
            for (TableLock lock : locks) {
                if (!isNew(lock.table(), report)) {
                    held.add(new HeldLock(lock.table(), lock.mode(), Duration.ofMillis(millis)));
                }
            }
        }
        return held;
    }

    /** Nobody waits for a table that the change itself makes. */
    private static boolean isNew(String table, RehearsalReport report) {
        return !has(report.before(), table) && has(report.after(), table);
    }

    private static boolean has(Fingerprint fingerprint, String table) {
        return fingerprint != null
                && (fingerprint.schema().containsKey("table:" + table)
                        || fingerprint.schema().containsKey("table:public." + table));
    }
}
