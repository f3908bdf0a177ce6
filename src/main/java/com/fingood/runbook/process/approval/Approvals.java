package com.fingood.runbook.process.approval;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.run.Timestamps;

import javax.sql.DataSource;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who must approve which content, and who did. An approval is for a digest, and for the undo in it; execution refuses any other. Read
 * again by every worker that changes a target. Everything joins the caller's transaction.
 */
public final class Approvals {

    public static final String TASK = "userTask_approveChange";

    private final ApprovalTable table;
    private final Runs runs;
    private final RunEvents events;
    private final Clock clock;

    public Approvals(DataSource dataSource, Runs runs, RunEvents events, Clock clock) {
        this.table = new ApprovalTable(dataSource);
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Opens a round; what earlier ones gave is void.
     *
     * @param undo SHA-256 of the undo that is approved with the change; null when there is none
     * @param oldest when the older of rehearsal and backup was made
     * @param answerWithin for each of them, in the order of {@code wanted}
     */
    public List<Approval> ask(Run run, String undo, Instant oldest, List<WantedApproval> wanted) {
        voidAll(run.id(), "people are asked anew");
        int round = table.of(run.id()).stream().mapToInt(Approval::round).max().orElse(0) + 1;
        Instant now = Timestamps.now(clock);
        // A window that was agreed on is what the approval is for; what was measured must not be older than that by
        // more.
        Instant used = run.windowStart() == null || run.windowStart().isBefore(oldest) ? oldest : run.windowStart();
        for (WantedApproval one : wanted) {
            table.insert(new Approval(
                    run.id().value(),
                    round,
                    one.kind(),
                    one.because(),
                    run.digest(),
                    undo,
                    now,
                    now.plus(one.answer()),
                    Timestamps.micros(oldest.plus(one.valid())),
                    Timestamps.micros(used.plus(one.valid())),
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return current(run.id());
    }

    /** The newest round; empty when nobody was asked yet. */
    public List<Approval> current(RunId run) {
        List<Approval> all = table.of(run);
        int last = all.stream().mapToInt(Approval::round).max().orElse(0);
        return all.stream().filter(approval -> approval.round() == last).toList();
    }

    /** Makes others who decide on this run wait until this transaction has ended. */
    void lock(RunId run) {
        table.lock(run);
    }

    /** @throws Refusal REFUSED {@code too-late} when it was answered or voided before */
    void answer(Run run, ApprovalKind kind, String decision, String person) {
        Approval asked = asked(run.id(), kind)
                .orElseThrow(() -> Refusal.refused(
                        "too-late", "Nothing was changed: nobody is asked for this approval of " + run.id() + "."));
        Instant now = Timestamps.now(clock);
        if (!table.answer(asked, decision, person, now)) {
            Approval found = asked(run.id(), kind).orElse(asked);
            throw Refusal.refused(
                    "too-late",
                    "Nothing was changed: "
                            + (found.decidedBy() == null
                                    ? "this approval is void, since " + found.voidedBecause() + "."
                                    : found.decidedBy() + " decided '" + found.decision() + "' at " + found.decidedAt()
                                            + "."));
        }
        publish(
                "ApprovalGiven",
                run,
                person,
                Map.of("approval", kind.label(), "decision", decision, "digest", asked.digest()));
    }

    Optional<Approval> asked(RunId run, ApprovalKind kind) {
        return current(run).stream().filter(approval -> approval.kind() == kind).findFirst();
    }

    /** @return what had been given and holds no longer */
    List<Approval> voidAll(RunId id, String because) {
        List<Approval> open = table.of(id).stream()
                .filter(approval -> approval.voided() == null)
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        table.voidAll(id, because, Timestamps.now(clock));
        List<Approval> given = open.stream().filter(Approval::isGiven).toList();
        Run run = runs.get(id);
        given.forEach(approval -> publish(
                "ApprovalVoided",
                run,
                "runbook",
                Map.of(
                        "approval", approval.kind().label(),
                        "givenBy", approval.decidedBy(),
                        "digest", approval.digest(),
                        "because", because)));
        return given;
    }

    /**
     * The approvals that hold for exactly this content, now.
     *
     * @param digest of what would be executed now
     * @param authors who wrote it; they never approve it
     * @throws Refusal REFUSED naming what is missing
     */
    public List<Approval> require(RunId id, String digest, Set<String> authors) {
        List<Approval> given = given(id, authors);
        for (Approval approval : given) {
            if (!approval.digest().equals(digest)) {
                throw refused(
                        id,
                        "the approvals are for other content than what lies in the change folder now (approved "
                                + shortened(approval.digest()) + ", found " + shortened(digest)
                                + "). Run preflight and approval again");
            }
            if (clock.instant().isAfter(approval.usableUntil())) {
                throw refused(
                        id,
                        "its approval of " + approval.decidedAt() + " could be used until " + approval.usableUntil()
                                + ", since rehearsal and backup grow old. Run preflight and approval again");
            }
        }
        return given;
    }

    /**
     * The approvals under which this run changed its target; going back needs them, however old they are.
     *
     * @param undo SHA-256 of the undo that would be run; null = none is run
     */
    public List<Approval> requireForGoingBack(RunId id, String undo, Set<String> authors) {
        List<Approval> given = given(id, authors);
        if (undo != null && given.stream().anyMatch(approval -> !undo.equals(approval.undo()))) {
            throw Refusal.refused(
                    "not-approved",
                    "Run " + id
                            + " was not undone: the undo is not the one that was approved with the change. Bring the"
                            + " approved file back, or restore the backup.");
        }
        return given;
    }

    private List<Approval> given(RunId id, Set<String> authors) {
        List<Approval> asked = current(id);
        if (asked.isEmpty()) {
            throw refused(id, "nobody has approved it yet. Wait for the approval task");
        }
        String requester = runs.get(id).requester();
        Set<String> approvers = new HashSet<>();
        for (Approval approval : asked) {
            requireGiven(id, approval);
            if (approval.decidedBy().equals(requester) || isOneOf(authors, approval.decidedBy())) {
                throw refused(id, "its requester or author approved it. Another person must approve");
            }
            if (!approvers.add(approval.decidedBy())) {
                throw refused(id, approval.decidedBy() + " approved it twice. Another person must approve");
            }
        }
        return asked;
    }

    /** Documents are written by hand. */
    private static boolean isOneOf(Set<String> authors, String login) {
        return authors.stream().anyMatch(author -> author.trim().equalsIgnoreCase(login));
    }

    private static void requireGiven(RunId id, Approval approval) {
        if (approval.voided() != null) {
            throw refused(
                    id,
                    "its approvals are void, since " + approval.voidedBecause() + ". Wait for the new approval task");
        }
        if (approval.decision() == null) {
            throw refused(
                    id,
                    "the approval '" + approval.kind().title().toLowerCase(java.util.Locale.ROOT)
                            + "' is still missing. Wait for the approval task");
        }
        if (!approval.isGiven()) {
            throw refused(
                    id,
                    "the last word of " + approval.decidedBy() + " was '" + approval.decision()
                            + "'. Ask for a new run");
        }
    }

    private void publish(String type, Run run, String actor, Map<String, Object> details) {
        events.publish(new RunEvent(type, run.id().value(), run.target(), actor, clock.instant(), details));
    }

    private static Refusal refused(RunId run, String why) {
        return Refusal.refused("not-approved", "Run " + run + " was not executed: " + why + ".");
    }

    private static String shortened(String digest) {
        return digest == null ? "nothing" : digest.substring(0, Math.min(12, digest.length()));
    }
}
