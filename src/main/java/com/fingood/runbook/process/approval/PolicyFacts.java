package com.fingood.runbook.process.approval;

import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.change.Risk;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.WriteBlock;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.steps.PrivacyImpact;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the table {@code approval-policy} asks about a change. What is not known counts as the worst. */
@Component("policyFacts")
public class PolicyFacts {

    /** Names of the inputs, in the order of the table. */
    public static final List<String> NAMES = List.of(
            "environment",
            "declaredRisk",
            "computedRisk",
            "worstFinding",
            "lockMillis",
            "personalData",
            "financialData",
            "deviations");

    /** From here on people notice; what is shorter is lost among the usual waits. */
    private static final long NOTICED_MILLIS = 300;

    private static final long LONG_MILLIS = 2_000;

    private final Runs runs;
    private final RunContent content;
    private final RunFacts facts;
    private final PrivacyImpact privacy;
    private final FinancialImpact financial;
    private final Deviations deviations;

    PolicyFacts(
            Runs runs,
            RunContent content,
            RunFacts facts,
            PrivacyImpact privacy,
            FinancialImpact financial,
            Deviations deviations) {
        this.runs = runs;
        this.content = content;
        this.facts = facts;
        this.privacy = privacy;
        this.financial = financial;
        this.deviations = deviations;
    }

    /** production, staging or development. */
    public String environment(DelegateExecution execution) {
        return content.target(run(execution)).environment().label();
    }

    /** What the author says: low, medium, high, or unknown. */
    public String declaredRisk(DelegateExecution execution) {
        return content.change(run(execution))
                .document()
                .map(ChangeDocument::risk)
                .map(Risk::label)
                .orElse("unknown");
    }

    /** What rehearsal and rules say: low, medium or high. */
    public String computedRisk(DelegateExecution execution) {
        RunId id = run(execution).id();
        return facts.rehearsal(id).map(report -> risk(id, report)).orElse("high");
    }

    /** none, info, low, medium, high or critical; waived ones too, since a waiver is the author's word. */
    public String worstFinding(DelegateExecution execution) {
        return worst(run(execution).id()).map(Severity::label).orElse("none");
    }

    /** The longest time in milliseconds for which nobody could write to a table. */
    public long lockMillis(DelegateExecution execution) {
        return facts.rehearsal(run(execution).id())
                .map(WriteBlock::longestMillis)
                .orElse(Long.MAX_VALUE);
    }

    public boolean personalData(DelegateExecution execution) {
        return privacy.isConcerned(run(execution));
    }

    public boolean financialData(DelegateExecution execution) {
        return financial.isConcerned(run(execution));
    }

    /** How many gates were not met and let pass by compliance. */
    public long deviations(DelegateExecution execution) {
        return deviations.accepted(run(execution).id().value()).size();
    }

    private String risk(RunId id, RehearsalReport report) {
        Severity worst = worst(id).orElse(Severity.INFO);
        long millis = WriteBlock.longestMillis(report);
        boolean rewrites = report.statements().stream()
                .anyMatch(s -> s.rewrites() != null && !s.rewrites().isEmpty());
        if (!report.passed() || !report.lossless() || worst.isAtLeast(Severity.HIGH) || millis > LONG_MILLIS) {
            return "high";
        }
        return rewrites || worst == Severity.MEDIUM || millis > NOTICED_MILLIS ? "medium" : "low";
    }

    private Optional<Severity> worst(RunId id) {
        return facts.findings(id).stream().map(Finding::severity).max(Comparator.naturalOrder());
    }

    private Run run(DelegateExecution execution) {
        return runs.get(new RunId(execution.getProcessBusinessKey()));
    }
}
