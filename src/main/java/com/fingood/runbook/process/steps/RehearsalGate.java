package com.fingood.runbook.process.steps;

import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Level;
import com.fingood.runbook.safety.Source;
import com.fingood.runbook.safety.lint.SafetyCheck;
import com.fingood.runbook.safety.rules.TableSizes;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.stream.Collectors;

/** What a rehearsal must have shown before anybody is asked to approve; it is kept whatever it showed. */
@Component
public class RehearsalGate {

    private static final int MOST = 12;

    private final RunContent content;
    private final RunFacts facts;

    RehearsalGate(RunContent content, RunFacts facts) {
        this.content = content;
        this.facts = facts;
    }

    /**
     * @return what was measured, in words
     * @throws Refusal FAILED {@code rehearsal-failed} when the change did not come through, {@code measured-findings} when it did
     *     what it should not
     */
    public String judge(Run run, RehearsalReport report) {
        facts.rehearsal(run.id(), report);
        facts.findings(run.id(), Source.MEASURED, report.findings());
        if (!report.passed() && !report.restoreOnly()) {
            throw Refusal.failed("rehearsal-failed", "The rehearsal on a clone failed: " + report.failure());
        }
        List<Finding> grave = notWaived(run, report.findings());
        if (!grave.isEmpty() || !report.passed()) {
            throw Refusal.failed(
                    "measured-findings",
                    "The rehearsal on a clone came through, but "
                            + (grave.isEmpty() ? report.failure() : FindingWords.of(grave, MOST)));
        }
        return "Up " + report.upMillis() + " ms, down " + report.downMillis() + " ms; the undo gives everything back; "
                + count(report.findings()) + ".";
    }

    /** The authors' waivers hold for what was measured too. */
    private List<Finding> notWaived(Run run, List<Finding> measured) {
        return SafetyCheck.of(content.change(run), TableSizes.UNKNOWN).with(measured).blocking(Level.CRITICAL).stream()
                .filter(finding -> finding.source() == Source.MEASURED)
                .toList();
    }

    private static String count(List<Finding> findings) {
        return findings.isEmpty()
                ? "nothing was found"
                : findings.stream().map(Finding::rule).distinct().collect(Collectors.joining(", "))
                        + " to be looked at";
    }
}
