package com.fingood.runbook.process.steps;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.audit.LedgerRow;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.incident.FoundState;
import com.fingood.runbook.incident.IncidentFiles;
import com.fingood.runbook.incident.ManualRecovery;
import com.fingood.runbook.incident.RollbackFailure;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Documents how a rollback failed, and prepares the recovery by hand: as facts of the run, and as files below {@code incidents/}. */
@Component
public class RecoveryDocuments {

    private static final String FAILURE = "rollback-failure";
    private static final String RECOVERY = "manual-recovery";

    private final RunContent content;
    private final RunFacts runFacts;
    private final Facts facts;
    private final Actions actions;
    private final Ledger ledger;
    private final Backups backups;
    private final RunbookProperties properties;
    private final Clock clock;

    RecoveryDocuments(
            RunContent content,
            RunFacts runFacts,
            Facts facts,
            Actions actions,
            Ledger ledger,
            Backups backups,
            RunbookProperties properties,
            Clock clock) {
        this.content = content;
        this.runFacts = runFacts;
        this.facts = facts;
        this.actions = actions;
        this.ledger = ledger;
        this.backups = backups;
        this.properties = properties;
        this.clock = clock;
    }

    /** @return in words, also when it could not be written to a file */
    public String document(Run run, Cancellation cancellation) {
        RollbackFailure failure = RollbackFailure.of(
                run,
                clock.instant(),
                actions.list(run.id()),
                ledger.of(run.id()).stream()
                        .filter(LedgerRow::byAPerson)
                        .map(RecoveryDocuments::act)
                        .toList(),
                runFacts.failure(run.id()).map(Failure::words).orElse(null),
                found(run, cancellation));
        facts.put(run.id(), FAILURE, failure);
        return failure.found().words() + " " + kept(run, FAILURE, failure.lines());
    }

    /** @return in words */
    public String prepare(Run run, Cancellation cancellation) {
        ManualRecovery recovery = ManualRecovery.of(
                run,
                content.target(run),
                new RunRecord(run.id(), facts),
                backups,
                ChangeFolder.undoFile(content.target(run).properties().changes(), run.version()),
                found(run, cancellation));
        facts.put(run.id(), RECOVERY, recovery);
        return recovery.backups().size() + " backups are there. " + kept(run, RECOVERY, recovery.lines());
    }

    public Optional<RollbackFailure> failure(RunId run) {
        return facts.get(run, FAILURE, RollbackFailure.class);
    }

    public Optional<ManualRecovery> recovery(RunId run) {
        return facts.get(run, RECOVERY, ManualRecovery.class);
    }

    private FoundState found(Run run, Cancellation cancellation) {
        return FoundState.look(
                content.target(run),
                run.version(),
                new RunRecord(run.id(), facts),
                new SessionTag(run.id().value(), "look-at-state"),
                cancellation);
    }

    private String kept(Run run, String name, List<String> lines) {
        try {
            return "Written to "
                    + IncidentFiles.keep(properties.home(), run.id().value(), name, lines) + ".";
        } catch (Refusal refusal) {
            return "It stands in the run's facts alone: " + refusal.getMessage();
        }
    }

    private static RollbackFailure.Act act(LedgerRow row) {
        return new RollbackFailure.Act(row.happened(), row.actor(), row.words());
    }
}
