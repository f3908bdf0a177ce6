package com.fingood.runbook.process.steps;

import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Level;
import com.fingood.runbook.safety.Source;
import com.fingood.runbook.safety.TargetTableSizes;
import com.fingood.runbook.safety.lint.SafetyCheck;
import com.fingood.runbook.safety.lint.SafetyReport;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.util.List;

/** The safety rules over the text of change and undo (RUNBOOK.md, Step 1: safety check at level critical). */
@Component
public class SafetyGate {

    private static final int MOST = 12;

    private final RunContent content;
    private final RunFacts facts;
    private final ExaminedContent examined;

    SafetyGate(RunContent content, RunFacts facts, ExaminedContent examined) {
        this.content = content;
        this.facts = facts;
        this.examined = examined;
    }

    /**
     * @return what was found, in words
     * @throws Refusal FAILED {@code unsafe-change} with what blocks
     */
    public String check(Run run) {
        examined.mark(run, Gate.CHECK_SAFETY);
        SafetyReport report = SafetyCheck.of(
                content.change(run),
                TargetTableSizes.of(content.target(run), new SessionTag(run.id().value(), "check-safety")));
        facts.findings(run.id(), Source.STATIC, report.findings());
        facts.waivers(run.id(), report.waivers());
        List<Finding> blocking = report.blocking(Level.CRITICAL);
        if (!blocking.isEmpty()) {
            throw Refusal.failed("unsafe-change", FindingWords.of(blocking, MOST));
        }
        return report.findings().size() + " findings, none of which blocks; "
                + report.waivers().size() + " waived.";
    }
}
