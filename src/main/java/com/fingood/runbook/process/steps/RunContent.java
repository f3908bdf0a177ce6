package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDigest;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.migration.ReviewedDigest;
import com.fingood.runbook.process.gates.Deviation;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.springframework.stereotype.Component;

/** What a run is about, read from the disk now: its target, its change, and the digest over everything that is reviewed. */
@Component
public class RunContent {

    /** Name of the fact that holds the rehearsal's report; its content is part of the digest. */
    public static final String REHEARSAL = RunRecord.REHEARSAL;

    private final Targets targets;
    private final Facts facts;
    private final Deviations deviations;

    RunContent(Targets targets, Facts facts, Deviations deviations) {
        this.targets = targets;
        this.deviations = deviations;
        this.facts = facts;
    }

    public Target target(Run run) {
        return targets.get(run.target());
    }

    public ChangeFolder folder(Run run) {
        return ChangeFolder.at(target(run).properties().changes());
    }

    public Change change(Run run) {
        return folder(run).change(run.version());
    }

    /** SHA-256 over script, undo, document, checks, target, the rehearsal's result and the accepted deviations. */
    public ChangeDigest digest(Run run) {
        ChangeDigest digest = ReviewedDigest.of(
                target(run),
                folder(run),
                change(run),
                facts.json(run.id(), REHEARSAL).orElse(null));
        for (Deviation accepted : deviations.accepted(run.id().value())) {
            digest = digest.withText(
                    "deviation." + accepted.gate() + "." + accepted.number(),
                    String.join(
                            "\n",
                            accepted.observed(),
                            accepted.askedBecause(),
                            accepted.decidedBy(),
                            String.valueOf(accepted.decidedBecause())));
        }
        return digest;
    }
}
