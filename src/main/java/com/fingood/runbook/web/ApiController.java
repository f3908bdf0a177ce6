package com.fingood.runbook.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.process.board.Cancelling;
import com.fingood.runbook.process.board.RunBoard;
import com.fingood.runbook.process.board.RunView;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/** Our own endpoints. No gate lives here: each call reads, or asks a class of {@code process} that decides. */
@RestController
@RequestMapping("/api")
class ApiController {

    /** @param problem why the change folder can't be read; null when it can */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetView(String target, String environment, String dialect, List<String> versions, String problem) {}

    private final Targets targets;
    private final RunBoard board;
    private final Cancelling cancelling;

    ApiController(Targets targets, RunBoard board, Cancelling cancelling) {
        this.targets = targets;
        this.board = board;
        this.cancelling = cancelling;
    }

    @GetMapping("/targets")
    List<TargetView> targets() {
        return targets.all().stream().map(ApiController::view).toList();
    }

    @GetMapping("/runs")
    List<RunView> runs() {
        return board.list();
    }

    @GetMapping("/runs/{run}")
    RunView run(@PathVariable String run) {
        return board.get(new RunId(run));
    }

    @PostMapping("/runs/{run}/cancel")
    RunView cancel(@PathVariable String run, @RequestBody Map<String, String> request) {
        cancelling.ask(new RunId(run), request.get("reason"));
        return board.get(new RunId(run));
    }

    private static TargetView view(Target target) {
        try {
            List<String> versions =
                    ChangeFolder.at(target.properties().changes()).versions();
            return new TargetView(
                    target.name(),
                    target.environment().label(),
                    target.dialect().name(),
                    versions,
                    null);
        } catch (Refusal unreadable) {
            return new TargetView(
                    target.name(),
                    target.environment().label(),
                    target.dialect().name(),
                    List.of(),
                    unreadable.getMessage());
        }
    }
}
