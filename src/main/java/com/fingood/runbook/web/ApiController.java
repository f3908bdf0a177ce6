package com.fingood.runbook.web;

import com.fingood.runbook.process.board.Cancelling;
import com.fingood.runbook.process.board.ReviewedFiles;
import com.fingood.runbook.process.board.RunBoard;
import com.fingood.runbook.process.board.RunView;
import com.fingood.runbook.process.board.TargetBoard;
import com.fingood.runbook.process.board.TargetView;
import com.fingood.runbook.run.RunId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Our own endpoints. No gate lives here: each call reads, or asks a class of {@code process} that decides. */
@RestController
@RequestMapping("/api")
class ApiController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final TargetBoard targets;
    private final RunBoard board;
    private final Cancelling cancelling;
    private final ReviewedFiles files;

    ApiController(TargetBoard targets, RunBoard board, Cancelling cancelling, ReviewedFiles files) {
        this.targets = targets;
        this.board = board;
        this.cancelling = cancelling;
        this.files = files;
    }

    @GetMapping("/targets")
    List<TargetView> targets() {
        return targets.list();
    }

    @GetMapping("/runs")
    List<RunView> runs() {
        return board.list();
    }

    @GetMapping("/runs/{run}")
    RunView run(@PathVariable String run) {
        return board.get(new RunId(run));
    }

    /** A script may be longer than a form can show; the browser shows it as text and never runs it. */
    @GetMapping("/runs/{run}/content/{part}")
    ResponseEntity<String> content(
            @PathVariable String run, @PathVariable String part, @RequestParam(required = false) String digest) {
        return ResponseEntity.ok()
                .header("X-Content-Type-Options", "nosniff")
                .contentType(TEXT)
                .body(files.text(new RunId(run), part, digest));
    }

    @PostMapping("/runs/{run}/cancel")
    RunView cancel(@PathVariable String run, @RequestBody Reason request) {
        cancelling.ask(new RunId(run), request.reason());
        return board.get(new RunId(run));
    }
}
