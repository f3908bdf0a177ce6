package com.fingood.runbook.process.steps;

import com.fingood.runbook.diagnosis.need.RollbackNeed;
import com.fingood.runbook.diagnosis.violations.Violation;
import com.fingood.runbook.diagnosis.violations.Violations;
import com.fingood.runbook.incident.ManualRecovery;
import com.fingood.runbook.incident.RollbackFailure;
import com.fingood.runbook.run.RunId;
import org.springframework.stereotype.Component;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was found out about the integrity of a target and about its way back, as rows of a form. No row values. */
@Component
public class IntegrityRows {

    private final ViolationsFound violations;
    private final NeedAssessing needs;
    private final StatePreserving preserving;
    private final RecoveryDocuments recovery;

    IntegrityRows(
            ViolationsFound violations, NeedAssessing needs, StatePreserving preserving, RecoveryDocuments recovery) {
        this.violations = violations;
        this.needs = needs;
        this.preserving = preserving;
        this.recovery = recovery;
    }

    /** @param subject a run or an issue */
    public void add(Map<String, Object> briefing, RunId subject) {
        violations.of(subject).ifPresent(found -> violations(briefing, found));
        needs.of(subject).ifPresent(need -> briefing.put("need", need(need)));
        preserving.words(subject).ifPresent(words -> briefing.put("preserved", words));
        recovery.failure(subject).ifPresent(failure -> failure(briefing, failure));
        recovery.recovery(subject).ifPresent(prepared -> prepared(briefing, prepared));
    }

    private static void violations(Map<String, Object> briefing, Violations found) {
        briefing.put("violationsMessage", found.message());
        briefing.put(
                "violations",
                found.violations().stream().map(IntegrityRows::row).toList());
    }

    private static Map<String, String> row(Violation violation) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("check", violation.check());
        row.put("severity", violation.severity());
        row.put("standing", violation.standing().label());
        row.put(
                "outcome",
                switch (violation.standing()) {
                    case NEW -> "failed";
                    case KNOWN -> "passed";
                    case UNKNOWN -> "unknown";
                });
        row.put("touched", violation.touched().label());
        row.put("tables", String.join(", ", violation.tables()));
        row.put("message", violation.message());
        return row;
    }

    private static Map<String, Object> need(RollbackNeed need) {
        return Map.of(
                "need", need.need().replace('-', ' '),
                "reason", need.reason(),
                "words", need.words());
    }

    private static void failure(Map<String, Object> briefing, RollbackFailure failure) {
        briefing.put("tried", failure.lines());
        briefing.put("found", failure.found().words());
    }

    private static void prepared(Map<String, Object> briefing, ManualRecovery prepared) {
        briefing.put(
                "recovery",
                prepared.steps().stream()
                        .map(step -> Map.of(
                                "title", step.title(),
                                "when", step.when(),
                                "commands", String.join("\n", step.commands())))
                        .toList());
        briefing.put(
                "backups",
                prepared.backups().stream()
                        .map(b -> Map.of(
                                "id", b.id() + (b.ofThisRun() ? " (this run's)" : ""),
                                "moment", b.moment(),
                                "status", b.status(),
                                "restore", b.restoreSeconds() == null ? "never measured" : b.restoreSeconds() + " s",
                                "folder", b.folder()))
                        .toList());
        briefing.put("notBefore", prepared.found().toBefore());
        briefing.put("notAfter", prepared.found().toAfter());
    }
}
