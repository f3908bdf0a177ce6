package com.fingood.runbook.run;

import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs. Every change of state is checked against {@link AllowedPhases}, published as an event, and joins the caller's
 * transaction when there is one. Asking again for the state that a run already has is not an error, since engine steps may
 * be repeated; it changes and publishes nothing.
 */
public final class Runs {

    private final JdbcClient jdbc;
    private final RunNumbers numbers;
    private final Clock clock;
    private final RunEvents events;

    /** @param events told about each change, in the caller's transaction */
    public Runs(DataSource dataSource, Clock clock, RunEvents events) {
        this.jdbc = JdbcClient.create(dataSource);
        this.numbers = new RunNumbers(dataSource);
        this.clock = clock;
        this.events = events;
    }

    /** Creates a run in phase requested under the next free number of its target and version. */
    public Run create(NewRun wanted) {
        Run run = get(numbers.insert(wanted, Timestamps.now(clock)));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", run.version());
        details.put("reason", run.reason());
        if (run.windowStart() != null) {
            details.put("windowStart", run.windowStart().toString());
        }
        publish("RunRequested", run, run.requester(), details);
        return run;
    }

    /** @throws Refusal BAD_INPUT {@code unknown-run} */
    public Run get(RunId id) {
        return find(id).orElseThrow(() -> Refusal.badInput(
                "unknown-run", "There is no run '" + id + "'. The run board and 'runbook status' list the runs."));
    }

    public Optional<Run> find(RunId id) {
        return jdbc.sql("select * from rb_run where run = ?")
                .param(id.value())
                .query(RunRow::read)
                .optional();
    }

    /** All runs, the newest first. */
    public List<Run> list() {
        return jdbc.sql("select * from rb_run order by started desc, run desc")
                .query(RunRow::read)
                .list();
    }

    /** The runs of one target, the newest first. */
    public List<Run> list(String target) {
        return jdbc.sql("select * from rb_run where target = ? order by started desc, run desc")
                .param(target)
                .query(RunRow::read)
                .list();
    }

    /** The open runs of one target, the newest first. */
    public List<Run> active(String target) {
        return jdbc.sql("select * from rb_run where target = ? and finished is null order by started desc, run desc")
                .param(target)
                .query(RunRow::read)
                .list();
    }

    public int count(String target) {
        return jdbc.sql("select count(*) from rb_run where target = ?")
                .param(target)
                .query(Integer.class)
                .single();
    }

    /** @throws Refusal REFUSED {@code phase-not-allowed} */
    public Run enterPhase(RunId id, Phase to) {
        Run run = get(id);
        if (run.phase() == to) {
            return run;
        }
        if (!AllowedPhases.mayFollow(run.phase(), to)) {
            throw notAllowed(run, "enter " + to.label());
        }
        int changed = jdbc.sql("update rb_run set phase = ? where run = ? and phase = ?")
                .params(to.label(), id.value(), run.phase().label())
                .update();
        requireChanged(changed, run);
        publish(
                "PhaseEntered",
                run,
                "runbook",
                Map.of("phase", to.label(), "from", run.phase().label()));
        return get(id);
    }

    /** Closes the run. @throws Refusal REFUSED {@code phase-not-allowed}, also when it ended otherwise before */
    public Run finish(RunId id, RunOutcome outcome) {
        Run run = get(id);
        if (run.outcome() == outcome) {
            return run;
        }
        if (!AllowedPhases.mayEnd(run.phase(), outcome)) {
            throw notAllowed(run, "end as " + outcome.label());
        }
        int changed = jdbc.sql(
                        "update rb_run set phase = ?, outcome = ?, finished = ? where run = ? and phase = ? and outcome is null")
                .params(
                        Phase.CLOSED.label(),
                        outcome.label(),
                        Timestamps.column(Timestamps.now(clock)),
                        id.value(),
                        run.phase().label())
                .update();
        requireChanged(changed, run);
        publish(
                "RunFinished",
                run,
                "runbook",
                Map.of("outcome", outcome.label(), "from", run.phase().label()));
        return get(id);
    }

    /**
     * Notes what was reviewed. Preflight may bind a new digest each time it is repeated; from the approval on only the same one.
     *
     * @throws Refusal REFUSED {@code digest-bound}
     */
    public Run bindDigest(RunId id, String digest) {
        Run run = get(id);
        if (digest.equals(run.digest())) {
            return run;
        }
        if (!AllowedPhases.mayBindDigest(run.phase())) {
            throw Refusal.refused(
                    "digest-bound",
                    "Run " + id + " is in " + run.phase().label() + ": what was reviewed can't be exchanged any more."
                            + " Send it back to preflight, or start a new run.");
        }
        int changed = jdbc.sql("update rb_run set digest = ? where run = ? and phase = ?")
                .params(digest, id.value(), run.phase().label())
                .update();
        requireChanged(changed, run);
        publish("DigestBound", run, "runbook", Map.of("digest", digest));
        return get(id);
    }

    /**
     * Moves the maintenance window of an open run; approvals stay, since they are for a content and not for an hour.
     *
     * @param actor login of who confirmed it
     * @throws Refusal REFUSED {@code phase-not-allowed} once the run is closed
     */
    public Run moveWindow(RunId id, Instant to, String actor) {
        Run run = get(id);
        if (to.equals(run.windowStart())) {
            return run;
        }
        int changed = jdbc.sql("update rb_run set window_start = ? where run = ? and outcome is null")
                .params(Timestamps.column(to), id.value())
                .update();
        if (changed != 1) {
            throw notAllowed(run, "move its window");
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("windowStart", to.toString());
        details.put(
                "was",
                run.windowStart() == null
                        ? "as soon as approved"
                        : run.windowStart().toString());
        publish("WindowMoved", run, actor, details);
        return get(id);
    }

    private void publish(String type, Run run, String actor, Map<String, Object> details) {
        Instant now = Timestamps.now(clock);
        events.publish(new RunEvent(type, run.id().value(), run.target(), actor, now, details));
    }

    private static void requireChanged(int changed, Run seen) {
        if (changed != 1) {
            throw Refusal.refused(
                    "run-changed-meanwhile",
                    "Run " + seen.id() + " left " + seen.phase().label() + " at the same moment. Look at it again.");
        }
    }

    private static Refusal notAllowed(Run run, String wish) {
        String state = run.isOpen()
                ? "in " + run.phase().label()
                : "closed as " + run.outcome().label();
        return Refusal.refused(
                "phase-not-allowed",
                "Run " + run.id() + " is " + state + " and can't " + wish + ". Nothing was changed.");
    }
}
