package com.fingood.runbook.process.approval;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Action;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** How old what approvers are shown is. */
@Component
class ProofAge {

    private final Actions actions;
    private final RunContent content;
    private final RunFacts facts;
    private final Backups backups;

    ProofAge(Actions actions, RunContent content, RunFacts facts, Backups backups) {
        this.actions = actions;
        this.content = content;
        this.facts = facts;
        this.backups = backups;
    }

    /**
     * When the rehearsal was done or the backup begun, whichever came first; where neither is known, when the run began. By this
     * node's clock: with a target's, which may be wrong by days, proof could be too old as soon as it is made.
     */
    Instant oldest(Run run) {
        Instant rehearsed = actions.last(run.id(), Gate.REHEARSE_CHANGE.step())
                .map(Action::finished)
                .orElse(null);
        Instant saved = facts.findBackup(run.id())
                .flatMap(id -> backups.find(content.target(run), id))
                .map(Backup::started)
                .orElse(null);
        return Stream.of(rehearsed, saved)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(run.started());
    }
}
