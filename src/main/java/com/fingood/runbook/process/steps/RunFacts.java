package com.fingood.runbook.process.steps;

import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.gates.GateReport;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Source;
import com.fingood.runbook.safety.Waiver;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.RowMark;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a run found out on its way, by type: backup, rehearsal, state before and after, what a rollback would lose. */
@Component
public class RunFacts {

    private static final String BACKUP = RunRecord.BACKUP;
    private static final String RESTORE_MILLIS = "restore-millis";
    private static final String ROW_MARK = "rows-before-";
    private static final String TEMPLATE = "template";
    private static final String REHEARSED_SCHEMA = "rehearsed-schema";
    private static final String STATE_BEFORE = RunRecord.STATE_BEFORE;
    private static final String STATE_AFTER = RunRecord.STATE_AFTER;
    private static final String LOSS = "loss";
    private static final String FINDINGS = "findings-";
    private static final String WAIVERS = "waivers";
    private static final String RESTORED = "restored";

    private final Facts facts;

    RunFacts(Facts facts) {
        this.facts = facts;
    }

    /** The backup that this run falls back on. */
    public String backup(RunId run) {
        return findBackup(run)
                .orElseThrow(() -> Refusal.refused(
                        "no-backup",
                        "Run " + run + " has no backup yet. Run preflight again, which takes and verifies one."));
    }

    public Optional<String> findBackup(RunId run) {
        return facts.get(run, BACKUP, String.class);
    }

    public void backup(RunId run, String id) {
        facts.put(run, BACKUP, id);
    }

    /** Which rows are newer than a backup, where the database can tell that from the rows alone. */
    public Optional<RowMark> rowMark(RunId run, String backup) {
        return facts.get(run, ROW_MARK + backup, RowMark.class);
    }

    public void rowMark(RunId run, String backup, RowMark mark) {
        facts.put(run, ROW_MARK + backup, mark);
    }

    /** How long restoring the run's backup took when it was verified; empty when nobody measured it. */
    public Optional<Duration> restoreTime(RunId run) {
        return facts.get(run, RESTORE_MILLIS, Long.class).map(Duration::ofMillis);
    }

    public void restoreTime(RunId run, Duration measured) {
        facts.put(run, RESTORE_MILLIS, measured.toMillis());
    }

    /** Name of the scratch database that the backup was verified in; empty when it was dropped. */
    public Optional<String> template(RunId run) {
        return facts.get(run, TEMPLATE, String.class).filter(name -> !name.isBlank());
    }

    /** @param name empty = there is none any more */
    public void template(RunId run, String name) {
        facts.put(run, TEMPLATE, name);
    }

    public Optional<RehearsalReport> rehearsal(RunId run) {
        return facts.get(run, RunContent.REHEARSAL, RehearsalReport.class);
    }

    public void rehearsal(RunId run, RehearsalReport report) {
        facts.put(run, RunContent.REHEARSAL, report);
    }

    /** The target's own schema right before the rehearsal, without bookkeeping: what differs from it at execution is drift. */
    public Optional<Fingerprint> rehearsedSchema(RunId run) {
        return facts.get(run, REHEARSED_SCHEMA, Fingerprint.class);
    }

    public void rehearsedSchema(RunId run, Fingerprint fingerprint) {
        facts.put(run, REHEARSED_SCHEMA, new Fingerprint(fingerprint.schema(), new TreeMap<>()).withoutBookkeeping());
    }

    public Optional<Fingerprint> stateBefore(RunId run) {
        return facts.get(run, STATE_BEFORE, Fingerprint.class);
    }

    public void stateBefore(RunId run, Fingerprint fingerprint) {
        facts.put(run, STATE_BEFORE, fingerprint);
    }

    public Optional<Fingerprint> stateAfter(RunId run) {
        return facts.get(run, STATE_AFTER, Fingerprint.class);
    }

    public void stateAfter(RunId run, Fingerprint fingerprint) {
        facts.put(run, STATE_AFTER, fingerprint);
    }

    /** The backup that was restored in this run; empty when none was. */
    public Optional<String> restored(RunId run) {
        return facts.get(run, RESTORED, String.class);
    }

    public void restored(RunId run, String backup) {
        facts.put(run, RESTORED, backup);
    }

    /** What going back would lose, in words; empty when nothing was assessed. */
    public List<String> loss(RunId run) {
        return facts.get(run, LOSS, String[].class).map(List::of).orElse(List.of());
    }

    public void loss(RunId run, List<String> words) {
        facts.put(run, LOSS, words);
    }

    /** All findings about the change so far, those of its text first; what was measured only from the last rehearsal. */
    public List<Finding> findings(RunId run) {
        List<Finding> all = new ArrayList<>(findings(run, Source.STATIC));
        all.addAll(findings(run, Source.MEASURED));
        return all;
    }

    /** Replaces the findings of one source. */
    public void findings(RunId run, Source source, List<Finding> findings) {
        facts.put(run, FINDINGS + source.label(), findings);
    }

    private List<Finding> findings(RunId run, Source source) {
        return facts.get(run, FINDINGS + source.label(), Finding[].class)
                .map(List::of)
                .orElse(List.of());
    }

    /** What the authors waived in the scripts, with their reasons. */
    public List<Waiver> waivers(RunId run) {
        return facts.get(run, WAIVERS, Waiver[].class).map(List::of).orElse(List.of());
    }

    public void waivers(RunId run, List<Waiver> waivers) {
        facts.put(run, WAIVERS, waivers);
    }

    public Optional<GateReport> gate(RunId run, Gate gate) {
        return facts.get(run, GateReport.factOf(gate.topic()), GateReport.class);
    }

    public void gate(RunId run, GateReport report) {
        facts.put(run, GateReport.factOf(report.gate()), report);
    }

    public Optional<Failure> failure(RunId run) {
        return facts.get(run, Failure.FACT, Failure.class);
    }
}
