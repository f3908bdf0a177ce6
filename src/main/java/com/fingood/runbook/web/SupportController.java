package com.fingood.runbook.web;

import com.fingood.runbook.process.board.IssueBoard;
import com.fingood.runbook.process.board.IssueBoard.IssueView;
import com.fingood.runbook.process.support.Issue;
import com.fingood.runbook.process.support.TakingOver;
import com.fingood.runbook.process.support.TakingOver.TakenOver;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Issues, and taking over a task that somebody else has claimed. No gate lives here. */
@RestController
@RequestMapping("/api")
class SupportController {

    private final IssueBoard issues;
    private final TakingOver takingOver;

    SupportController(IssueBoard issues, TakingOver takingOver) {
        this.issues = issues;
        this.takingOver = takingOver;
    }

    @GetMapping("/issues")
    List<Issue> issues() {
        return issues.list();
    }

    @GetMapping("/issues/{issue}")
    IssueView issue(@PathVariable String issue) {
        return issues.get(issue);
    }

    @PostMapping("/tasks/{task}/take-over")
    TakenOver takeOver(@PathVariable String task, @RequestBody Reason request) {
        return takingOver.take(task, request.reason());
    }
}
