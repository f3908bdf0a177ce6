package com.fingood.runbook.cli;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.ReviewedDigest;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Target;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Optional;

/** What a run's waiting task offers "by command line": the only way to change a production target without breaking the glass. */
final class CommandLineOffers {

    /** Name of the fact in which a run keeps its rehearsal's report; it is part of the digest. */
    private static final String REHEARSAL = "rehearsal";

    /** @param digest what was approved; null where the action is not about a change's content */
    private record Offer(String target, String version, String digest, boolean open) {}

    private final OwnDatabase engine;

    private CommandLineOffers(OwnDatabase engine) {
        this.engine = engine;
    }

    /**
     * Passes when this run waits for exactly this.
     *
     * @throws Refusal REFUSED {@code not-offered}, {@code changed-after-approval}; BAD_INPUT {@code unknown-run}; UNREACHABLE
     */
    static void check(Invocation invocation, RunId id, Intention intention) {
        try (OwnDatabase engine = invocation.configuration().openEngine()) {
            Runs runs = new Runs(engine.dataSource(), invocation.surroundings().clock(), RunEvents.nowhere());
            Run run = runs.get(id);
            LeaseCheck.refuseWhenHeld(engine, invocation.surroundings().clock(), intention, id);
            CommandLineOffers offers = new CommandLineOffers(engine);
            offers.requireSame(
                    offers.find(id, intention.action())
                            .filter(Offer::open)
                            .orElseThrow(() -> refused(
                                    "not-offered",
                                    intention,
                                    "run " + id + " does not wait at a task that offers '" + intention.action()
                                            + "' by command line (phase: "
                                            + run.phase().label()
                                            + "). See its open tasks in Tasklist or on the run board.")),
                    id,
                    intention,
                    new Facts(engine.dataSource(), invocation.surroundings().clock()));
        }
    }

    private Optional<Offer> find(RunId run, String action) {
        if (!tableIsThere()) {
            return Optional.empty();
        }
        return JdbcClient.create(engine.dataSource())
                .sql("select target, version, digest, open from rb_offer where run = ? and action = ?")
                .params(run.value(), action)
                .query((row, number) -> new Offer(
                        row.getString("target"),
                        row.getString("version"),
                        row.getString("digest"),
                        row.getBoolean("open")))
                .optional();
    }

    /** A database that an older server made has no such table, so nothing is offered. */
    private boolean tableIsThere() {
        return JdbcClient.create(engine.dataSource())
                        .sql("select count(*) from information_schema.tables where lower(table_name) = 'rb_offer'")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void requireSame(Offer offer, RunId run, Intention intention, Facts facts) {
        Target target = intention.target();
        boolean sameVersion = intention.version() == null || intention.version().equals(offer.version());
        if (!offer.target().equals(target.name()) || !sameVersion) {
            throw refused(
                    "not-offered",
                    intention,
                    "run " + run + " offers it for version " + offer.version() + " on " + offer.target() + " only.");
        }
        if (offer.digest() == null || intention.version() == null) {
            return;
        }
        ChangeFolder folder = ChangeFolder.at(target.properties().changes());
        String now = ReviewedDigest.of(
                        target,
                        folder,
                        folder.change(intention.version()),
                        facts.json(run, REHEARSAL).orElse(null))
                .value();
        if (!now.equals(offer.digest())) {
            throw refused(
                    "changed-after-approval",
                    intention,
                    "what lies in the change folder is not what was approved for run " + run
                            + ". Bring the files back as they were, or repeat preflight and approval.");
        }
    }

    private static Refusal refused(String code, Intention intention, String why) {
        return Refusal.refused(code, "Nothing was done ('" + intention + "'): " + why);
    }
}
