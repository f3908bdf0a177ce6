package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.Problem;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Documentation complete: script, undo, document with its six sections, checks (RUNBOOK.md, Documentation Requirements). */
@Component
public class DocumentationGate {

    private final RunContent content;

    DocumentationGate(RunContent content) {
        this.content = content;
    }

    public String check(Run run) {
        List<Problem> problems = new ArrayList<>(content.change(run).problems());
        content.folder(run).checks().forEach(check -> problems.addAll(check.problems()));
        if (!problems.isEmpty()) {
            throw Refusal.failed(
                    "documentation-incomplete",
                    "The change is not complete: "
                            + problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        }
        return "Script, undo, document and " + content.folder(run).checks().size() + " checks are complete.";
    }
}
