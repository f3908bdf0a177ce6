package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.Problem;
import com.fingood.runbook.change.SpecificSections;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.gates.GateReport;
import com.fingood.runbook.process.gates.GateReport.Point;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Documentation complete: script, undo, document with its six sections, checks (RUNBOOK.md, Documentation Requirements). */
@Component
public class DocumentationGate {

    private static final String NAME = "checkDocumentation";

    private final RunContent content;
    private final RunFacts facts;
    private final ExaminedContent examined;

    DocumentationGate(RunContent content, RunFacts facts, ExaminedContent examined) {
        this.content = content;
        this.facts = facts;
        this.examined = examined;
    }

    public String check(Run run) {
        examined.mark(run, Gate.CHECK_DOCUMENTATION);
        List<Problem> problems = new ArrayList<>(content.change(run).problems());
        content.folder(run).checks().forEach(check -> problems.addAll(check.problems()));
        problems.addAll(SpecificSections.of(content.change(run), content.folder(run)));
        facts.gate(
                run.id(),
                new GateReport(
                        NAME, problems.stream().map(DocumentationGate::point).toList()));
        if (!problems.isEmpty()) {
            throw Refusal.failed(
                    "documentation-incomplete",
                    "The change is not complete: "
                            + problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        }
        return "Script, undo, document and " + content.folder(run).checks().size() + " checks are complete.";
    }

    private static Point point(Problem problem) {
        return new Point(problem.where(), "failed", problem.what(), null, problem.fix());
    }
}
