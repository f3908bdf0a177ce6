package com.fingood.runbook.process;

import com.fingood.runbook.fixtures.Chromium;
import com.fingood.runbook.fixtures.WebPage;
import com.fingood.runbook.process.guard.Decisions;
import com.fingood.runbook.process.guard.Decisions.Decision;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As people see it, in a browser: one asks for a run, another finds it in a filter, reads and approves; the one who asked can't. With
 * {@code -Drunbook.write-images=true} the two forms are written to docs/images.
 */
class TasklistTest {

    private static final String TARGET = "browsed";
    private static final String VERSION = ParcelOffice.VERSION;

    private final RunningServer server = RunningServer.shared();

    @Test
    void one_asks_for_a_run_and_another_finds_reads_and_approves_it() {
        try (Chromium chromium = Chromium.startOrSkip()) {
            WebPage page = chromium.page();
            String run = asked(page);
            String task = server.taskOf(run, "userTask_approveChange");
            refusedInWords(page, task);
            approved(page, run);
            Optional<Decision> decision = server.bean(Decisions.class).ofTask(task);
            assertThat(decision).isPresent().get().satisfies(said -> {
                assertThat(said.decidedBy()).isEqualTo("manager");
                assertThat(said.decision()).isEqualTo("approve");
            });
        }
    }

    private String asked(WebPage page) {
        login(page, "requester", "");
        page.click("a", "Start process");
        page.click(".modal-dialog a", "Migrate a database");
        page.choose("#rb-target", TARGET);
        page.choose("#rb-version", VERSION);
        page.type("#rb-reason", "The parcels' notes are asked for by the counter.");
        picture(page, "request-migration");
        page.click(".modal-footer button", "Start");
        page.awaitGone(".modal-dialog");
        Run run = server.bean(Runs.class).active(TARGET).get(0);
        assertThat(run.requester()).isEqualTo("requester");
        assertThat(run.version()).isEqualTo(VERSION);
        return run.id().value();
    }

    private void refusedInWords(WebPage page, String task) {
        login(page, "requester", "?task=" + task);
        page.click("[cam-tasklist-task-action] a, .task-action a, button, a", "Claim");
        page.awaitText(".notifications-panel, [notifications-panel]", "requester may not work on this task");
    }

    private void approved(WebPage page, String run) {
        login(page, "manager", "");
        page.click(".task-filters a, .task-filters h4 a", "Waiting for my approval");
        page.click(".tasks-list li", run);
        page.awaitText(".task-details, form", run);
        page.click("button, a", "Claim");
        picture(page, "approve-change");
        page.click("label", "Approve");
        page.click("button", "Complete");
        page.awaitGone(".fjs-container");
    }

    private void login(WebPage page, String login, String where) {
        page.forgetLogin();
        page.open(server.base().resolve("/camunda/app/tasklist/default/#/" + where));
        page.type("input[placeholder=Username]", login);
        page.type("input[placeholder=Password]", login);
        page.click("button[type=submit]", "");
        page.awaitText("a", "Start process");
    }

    private static void picture(WebPage page, String name) {
        boolean forTheDocs = Boolean.getBoolean("runbook.write-images");
        page.screenshot(Path.of(forTheDocs ? "docs/images" : "target/images", "form-" + name + ".png"));
    }
}
