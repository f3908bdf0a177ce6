package com.fingood.runbook.process.demo;

import com.fingood.runbook.audit.LedgerExport;
import com.fingood.runbook.audit.LedgerSealer;
import com.fingood.runbook.audit.LedgerVerifier;
import com.fingood.runbook.process.Server;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.process.board.RunBoard;
import com.fingood.runbook.process.board.RunView;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.H2Databases;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One whole run on a fresh machine: server, sample ledger, people, and what each of them does, as it happens. */
public final class Demo {

    private static final long LOOK_MILLIS = 150;

    /**
     * @param home RUNBOOK_HOME; the demo works in a folder of its own in there
     * @param changes the sample ledger's change folder
     * @param fast shortens every configured duration
     */
    public record Options(Path home, Path changes, Story story, boolean fast, int port) {}

    private final Options options;
    private final DemoScreen screen;

    private Demo(Options options, PrintStream out, Clock clock) {
        this.options = options;
        this.screen = new DemoScreen(out, clock);
    }

    /**
     * Runs the story and leaves the server running.
     *
     * @return the running server with the verdict on the story
     */
    public static Ended run(Options options, PrintStream out, Clock clock) {
        return new Demo(options, out, clock).run();
    }

    /** @param asExpected whether the run reached its story's end */
    public record Ended(ConfigurableApplicationContext server, boolean asExpected) {}

    private Ended run() {
        Story story = options.story();
        screen.title(story);
        DemoHome home = DemoHome.fresh(options.home());
        Path configuration = home.writeConfiguration(options.changes());
        screen.say("Starting the server: engine, Tasklist, REST, and an embedded database.");
        ConfigurableApplicationContext server = Server.start(List.of(configuration), settings(home));
        Target target = server.getBean(Targets.class).get("ledger");
        screen.say("Bringing the sample FinGood ledger to where the story begins.");
        H2Databases.create(target.properties());
        server.getBean(DemoLedger.class).prepare(target, story);
        RunId run = new RunId(server.getBean(DemoPeople.class).request("ledger", story.version(), story.plot()));
        screen.requested(run, story);
        RunView ended = watch(server, run);
        boolean asExpected = story.expectedOutcome().equals(ended.outcome());
        screen.ended(ended, story, asExpected);
        boolean proven = evidence(server, home, run);
        screen.urls(options.port(), configuration);
        return new Ended(server, asExpected && proven);
    }

    private RunView watch(ConfigurableApplicationContext server, RunId run) {
        RunBoard board = server.getBean(RunBoard.class);
        DemoPeople people = server.getBean(DemoPeople.class);
        while (true) {
            RunView view = board.get(run);
            screen.show(view);
            if (view.outcome() != null && view.tasks().isEmpty()) {
                return view;
            }
            view.tasks().forEach(task -> {
                meanwhile(server, task.key());
                screen.decided(people.decide(task));
            });
            pause();
        }
    }

    /** What no rehearsal can know: the data go on changing until the window. */
    private void meanwhile(ConfigurableApplicationContext server, String taskKey) {
        if (options.story() == Story.ROLLBACK && taskKey.equals(Approvals.TASK)) {
            server.getBean(DemoLedger.class)
                    .feeBooks(server.getBean(Targets.class).get("ledger"), false);
            screen.say(
                    "Meanwhile the bank moves its GBP and CHF fee books to a new system; their accounts are restricted.");
        }
    }

    private boolean evidence(ConfigurableApplicationContext server, DemoHome home, RunId run) {
        server.getBean(LedgerSealer.class).sealPending();
        Path file = home.evidenceFile(run);
        server.getBean(LedgerExport.class).export(file, java.util.Optional.of(run));
        return screen.evidence(server.getBean(LedgerVerifier.class).verify(), file);
    }

    private Map<String, Object> settings(DemoHome home) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("runbook.home", home.folder());
        settings.put("server.port", options.port());
        settings.put("logging.level.com.fingood.runbook", "warn");
        if (options.fast()) {
            FastDurations.all().forEach((key, value) -> settings.put("runbook.deadlines." + key, value));
        }
        return settings;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
