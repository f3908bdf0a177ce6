package com.fingood.runbook.process.steps;

import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.Optional;

/**
 * The schema that runs on a target know of. A run that was aborted because somebody else had changed the schema must not make that
 * change the known state: what nobody accepted is found again by the next run.
 */
@Component
class RememberedSchema {

    private static final Logger LOG = LoggerFactory.getLogger(RememberedSchema.class);
    private static final String AT_START = "schema-at-start";
    private static final String AT_END = "schema-at-end";

    private final RunContent content;
    private final Runs runs;
    private final Facts facts;
    private final Actions actions;
    private final Deviations deviations;

    RememberedSchema(RunContent content, Runs runs, Facts facts, Actions actions, Deviations deviations) {
        this.content = content;
        this.runs = runs;
        this.facts = facts;
        this.actions = actions;
        this.deviations = deviations;
    }

    Fingerprint now(Run run, String action) {
        return content.target(run).schema(new SessionTag(run.id().value(), action));
    }

    /** As it is now, kept as what this run began with. */
    Fingerprint begin(Run run) {
        Fingerprint now = now(run, "outside-changes");
        facts.put(run.id(), AT_START, now);
        return now;
    }

    Optional<Fingerprint> atStart(RunId run) {
        return facts.get(run, AT_START, Fingerprint.class);
    }

    Optional<Fingerprint> atEnd(RunId run) {
        return facts.get(run, AT_END, Fingerprint.class);
    }

    /** The run on the same target that ended last. */
    Optional<Run> runBefore(Run run) {
        return runs.list(run.target()).stream()
                .filter(other -> other.finished() != null && !other.id().equals(run.id()))
                .max(Comparator.comparing(Run::finished));
    }

    /** @param changedTarget whether this run came as far as changing the target */
    void end(Run run, boolean changedTarget) {
        try {
            known(run, changedTarget).ifPresent(schema -> facts.put(run.id(), AT_END, schema));
        } catch (Refusal away) {
            // A run must be able to end while its target is down; the next one then says that it can't compare.
            LOG.warn("The schema at the end of {} is not known: {}", run.id(), away.getMessage());
        }
    }

    private Optional<Fingerprint> known(Run run, boolean changedTarget) {
        if (changedTarget) {
            return Optional.of(now(run, AT_END));
        }
        return isAccepted(run) ? atStart(run.id()) : runBefore(run).flatMap(before -> atEnd(before.id()));
    }

    private boolean isAccepted(Run run) {
        Gate gate = Gate.FIND_OUTSIDE_CHANGES;
        return actions.last(run.id(), gate.step())
                        .filter(action -> "done".equals(action.outcome()))
                        .isPresent()
                || deviations.accepted(run.id().value()).stream()
                        .anyMatch(deviation -> deviation.gate().equals(gate.topic()));
    }
}
