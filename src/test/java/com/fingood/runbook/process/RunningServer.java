package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.process.board.RunBoard;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The one server of the process tests: embedded engine, demo logins, and a target per story, so that the stories don't meet. Built
 * once, since a start takes seconds.
 */
final class RunningServer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** The targets on which nothing may be unknown; the others are staging, where people are asked less. */
    private static final List<String> PRODUCTION = List.of("happy", "gates");

    private static final Surroundings SURROUNDINGS = Surroundings.shared();
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static RunningServer shared;

    private final MailsForTests mails;
    private final ConfigurableApplicationContext context;
    private final URI base;
    private final Colleagues colleagues;

    private RunningServer(ConfigurableApplicationContext context, MailsForTests mails) {
        this.context = context;
        this.mails = mails;
        this.colleagues = new Colleagues(this);
        this.base = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    static synchronized RunningServer shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static RunningServer start() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("runbook.home", folder("home"));
        settings.put("server.port", 0);
        settings.put("runbook.node", "tests");
        TestDatabase postgres = TestDatabases.postgresql();
        Map<String, TargetProperties> targets = new LinkedHashMap<>();
        targets.put("happy", SampleLedger.below(postgres, "happy", "2.0"));
        targets.put("happy-staging", SampleLedger.below(postgres, "happystaging", "2.0"));
        targets.put("rejected", SampleLedger.below(postgres, "rejected", "2.0"));
        targets.put("broken", SampleLedger.below(postgres, "broken", "2.6"));
        targets.put("lossy", SampleLedger.below(postgres, "lossy", withCheckOfAnAccount(), "2.2"));
        targets.put("doors", SampleLedger.below(postgres, "doors", "2.0"));
        targets.put("guarded", SampleLedger.below(postgres, "guarded", "2.0"));
        targets.put("cancelled", SampleLedger.below(postgres, "cancelled", "2.0"));
        targets.put("edited", SampleLedger.below(postgres, "edited", copyOfChanges(), "2.0"));
        targets.put("slow", SampleLedger.below(postgres, "slow", "2.0"));
        targets.put("sluggish", SampleLedger.below(postgres, "sluggish", "2.0"));
        targets.put("fenced", ParcelOffice.harmless("fenced"));
        targets.put("held-undo", SampleLedger.below(postgres, "heldundo", "2.6"));
        targets.put("overdue", ParcelOffice.harmless("overdue"));
        targets.put("overdue-h2", ParcelOffice.small("overdueh2"));
        targets.put("stopped", ParcelOffice.harmless("stopped"));
        targets.put("doubted", ParcelOffice.harmless("doubted"));
        targets.put("limited", ParcelOffice.harmless("limited"));
        targets.put("moved", ParcelOffice.small("moved"));
        targets.put("unknown", ParcelOffice.uniqueTowns("unknown"));
        targets.put("in-pieces", ParcelOffice.inPieces("inpieces"));
        targets.put("browsed", ParcelOffice.harmless("browsed"));
        targets.put("deleted", ParcelOffice.harmless("deleted"));
        targets.put("called-off", ParcelOffice.harmless("calledoff"));
        targets.put("gates", ParcelOffice.harmless("gates"));
        targets.put("undocumented", ParcelOffice.harmless("undocumented"));
        targets.put("drifting", ParcelOffice.harmless("drifting"));
        targets.put("locking", ParcelOffice.locking("locking"));
        targets.put("rewriting", ParcelOffice.rewriting("rewriting"));
        targets.put("violating", ParcelOffice.violating("violating"));
        targets.put("forgetful", ParcelOffice.forgetful("forgetful"));
        targets.put("happy-h2", SampleLedger.below(TestDatabases.h2(), "happyh2", "2.0"));
        targets.put("broken-h2", SampleLedger.below(TestDatabases.h2(), "brokenh2", "2.6"));
        targets.put("recovering", SampleLedger.below(postgres, "recovering", "2.6"));
        targets.put("recovering-h2", SampleLedger.below(TestDatabases.h2(), "recoveringh2", "2.6"));
        targets.forEach((name, properties) -> configure(settings, name, properties));
        PRODUCTION.forEach(name -> asProduction(settings, name, targets.get(name)));
        settings.put("runbook.targets.happy.staging", "happy-staging");
        settings.put("runbook.targets.limited.limits.migration", "8s");
        settings.put("runbook.deadlines.expected-at-least", "2s");
        settings.put("runbook.deadlines.blockers-ended", "1s");
        MailsForTests mails = new MailsForTests();
        mails.configure(settings);
        return new RunningServer(Server.start(List.of(), settings), mails);
    }

    static void configure(Map<String, Object> settings, String name, TargetProperties p) {
        String key = "runbook.targets." + name + ".";
        settings.put(key + "environment", "staging");
        // How fast this machine is under a whole test suite, and how full, is not what these stories are about.
        settings.put(key + "limits.lock-held", "60s");
        settings.put(key + "limits.disk-free", "1%");
        settings.put(key + "limits.dead-tuples", "100%");
        settings.put(key + "url", p.url());
        settings.put(key + "username", p.username());
        settings.put(key + "password", p.password());
        settings.put(key + "changes", p.changes());
        settings.put(key + "backups", p.backups());
        if (p.postgres().bin() != null) {
            settings.put(key + "postgres.bin", p.postgres().bin());
        }
        if (!p.postgres().command().isEmpty()) {
            settings.put(key + "postgres.command", String.join(",", p.postgres().command()));
            settings.put(key + "postgres.host", p.postgres().host());
            settings.put(key + "postgres.port", p.postgres().port());
        }
    }

    /** With all that a production target needs around it. */
    private static void asProduction(Map<String, Object> settings, String name, TargetProperties p) {
        String key = "runbook.targets." + name + ".";
        settings.put(key + "environment", "production");
        settings.put(key + "rehearsal", "same-server");
        settings.put(key + "disk.path", p.backups().getParent());
        settings.put(key + "limits.disk-free", "1%");
        SURROUNDINGS.probesOf(name).forEach((probe, url) -> settings.put(key + "probes." + probe, url));
    }

    Rest as(String login) {
        return new Rest(base, login);
    }

    /** While this is done, somebody is in one more group. */
    void joins(String login, String group, Runnable meanwhile) {
        IdentityService identities = bean(IdentityService.class);
        identities.createMembership(login, group);
        try {
            meanwhile.run();
        } finally {
            identities.deleteMembership(login, group);
        }
    }

    Surroundings surroundings() {
        return SURROUNDINGS;
    }

    MailsForTests mails() {
        return mails;
    }

    URI base() {
        return base;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Target target(String name) {
        return bean(Targets.class).get(name);
    }

    Run run(String id) {
        return bean(Runs.class).get(new RunId(id));
    }

    /** Starts a run as requester. */
    String started(String target, String version) {
        return as("requester").started(target, version);
    }

    /** Waits until the run has an open task of this key, while others answer the checklist; its id. */
    String taskOf(String run, String key) {
        return await(
                () -> {
                    JsonNode tasks = tasks(run);
                    Optional<String> task = task(tasks, key);
                    if (task.isEmpty()) {
                        colleagues.answer(tasks);
                    }
                    return task;
                },
                "task " + key + " of " + run);
    }

    Optional<String> task(String run, String key) {
        return task(tasks(run), key);
    }

    private static Optional<String> task(JsonNode tasks, String key) {
        return Stream.iterate(0, i -> i < tasks.size(), i -> i + 1)
                .map(tasks::get)
                .filter(task -> task.path("key").asText().equals(key))
                .filter(task -> !Colleagues.isAnothersApproval(task))
                .map(task -> task.path("id").asText())
                .findFirst();
    }

    /** As the board tells them; not over REST, since it is asked so often. */
    private JsonNode tasks(String run) {
        return JSON.valueToTree(bean(RunBoard.class).openTasks(new RunId(run)));
    }

    /** Where the policy asks more people than the change manager of the story. */
    void othersApproveToo(String run) {
        colleagues.approveToo(tasks(run));
    }

    /** Waits for the run's end; its outcome. */
    String outcomeOf(String run) {
        return await(
                () -> {
                    JsonNode tasks = tasks(run);
                    colleagues.answer(tasks);
                    colleagues.approveToo(tasks);
                    return Optional.ofNullable(run(run).outcome()).map(o -> o.label());
                },
                "the end of " + run);
    }

    <T> T await(Supplier<Optional<T>> what, String words) {
        return Awaitility.await(words)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(400))
                .until(what::get, Optional::isPresent)
                .orElseThrow();
    }

    /** A function of the application that stops working when account 32 is closed, whatever a change does. */
    private static Path withCheckOfAnAccount() {
        Path copy = copyOfChanges();
        try {
            Files.writeString(
                    copy.resolve("checks/critical/account-is-open.sql"),
                    "-- id: account-is-open\n-- severity: high\n"
                            + "select id from accounts where id = 32 and status = 'closed';\n");
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyOfChanges() {
        Path copy = folder("changes");
        try (Stream<Path> all = Files.walk(SampleLedger.CHANGES)) {
            for (Path path : all.toList()) {
                Path to = copy.resolve(SampleLedger.CHANGES.relativize(path));
                if (!Files.isDirectory(path)) {
                    Files.createDirectories(to.getParent());
                    Files.copy(path, to);
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String hint) {
        try {
            return Files.createTempDirectory("rb-server-" + hint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
