package com.fingood.runbook.process.demo;

import com.fingood.runbook.audit.LedgerReport;
import com.fingood.runbook.audit.Verdict;
import com.fingood.runbook.process.board.RunView;
import com.fingood.runbook.process.board.RunView.OpenTask;
import com.fingood.runbook.process.board.RunView.Step;
import com.fingood.runbook.process.board.RunView.Timer;
import com.fingood.runbook.process.demo.DemoPeople.Taken;
import com.fingood.runbook.process.steps.StepLabels;
import com.fingood.runbook.run.RunId;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the run as it happens: each phase, step, check, task, timer and decision once. */
final class DemoScreen {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintStream out;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();
    private String phase = "";

    DemoScreen(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    void title(Story story) {
        out.println();
        out.println("MIGRATION RUNBOOK - demo, story '" + story.name().toLowerCase(Locale.ROOT) + "'");
        out.println(story.plot());
        out.println();
    }

    void say(String words) {
        line(words);
    }

    void requested(RunId run, Story story) {
        line("requester asks for version " + story.version() + " on production target 'ledger': run " + run);
    }

    void show(RunView view) {
        if (!view.phase().equals(phase)) {
            phase = view.phase();
            out.println();
            out.println("== " + phase.toUpperCase(Locale.ROOT).replace('-', ' '));
        }
        view.progress().stream().filter(step -> step.finished() != null).forEach(this::step);
        checks(view);
        view.tasks().forEach(task -> task(task, view.timers()));
    }

    private void step(Step step) {
        if (told.add(step.step() + step.attempt())) {
            String mark = "done".equals(step.outcome()) ? "ok    " : "FAILED";
            line(mark + " " + StepLabels.of(step.step())
                    + (step.observed() == null || step.observed().isBlank() ? "" : ": " + step.observed()));
        }
    }

    private void checks(RunView view) {
        view.checks().stream()
                .collect(Collectors.groupingBy(c -> c.moment() + "/" + c.suite()))
                .forEach((key, checks) -> {
                    if (told.add("checks " + key)) {
                        checks.stream()
                                .filter(c -> !"passed".equals(c.outcome()))
                                .forEach(c -> line("       check " + c.id() + " " + c.moment() + ": " + c.outcome()
                                        + (c.observed() == null ? "" : ", " + c.observed() + " rows")));
                    }
                });
    }

    private void task(OpenTask task, List<Timer> timers) {
        if (told.add(task.id())) {
            line("TASK   " + task.name() + " - for " + String.join(", ", task.groups()) + ", due " + time(task.due()));
            timers.stream()
                    .map(Timer::due)
                    .min(Instant::compareTo)
                    .ifPresent(next -> line("       timer: reminds at " + time(next)));
        }
    }

    void decided(Taken taken) {
        line("       demo login '" + taken.login() + "' decides: " + taken.decision());
    }

    void ended(RunView view, Story story, boolean asExpected) {
        show(view);
        out.println();
        line("Run " + view.run() + " ended: " + view.outcome()
                + (asExpected
                        ? ", as this story should."
                        : ", but this story should end " + story.expectedOutcome() + "."));
    }

    boolean evidence(LedgerReport report, Path file) {
        line("Audit ledger: " + report.sealed() + " entries chained, verification "
                + report.verdict().label() + ".");
        report.problems().forEach(this::line);
        report.doubts().forEach(this::line);
        line("Evidence:     " + file);
        return report.verdict() == Verdict.PASSED;
    }

    void urls(int port, Path configuration) {
        out.println();
        line("Tasklist      http://127.0.0.1:" + port
                + "/camunda/app/tasklist/   (logins: requester, operator, manager, ...; password = name)");
        line("Cockpit       http://127.0.0.1:" + port + "/camunda/app/cockpit/");
        line("REST          http://127.0.0.1:" + port + "/api/runs   and   /engine-rest");
        line("Commands      ./runbook --config " + configuration + " status ledger");
    }

    private void line(String words) {
        out.println(TIME.format(clock.instant()) + "  " + words);
    }

    private static String time(Instant due) {
        return due == null ? "never" : TIME.format(due);
    }
}
