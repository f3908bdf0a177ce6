package com.fingood.runbook.process.steps;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.migration.RehearsalClone;
import com.fingood.runbook.migration.RehearsalSite;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.ScratchDatabases;
import org.springframework.stereotype.Component;

/** A run's scratch databases: the verified copy of its backup, clones of it, and their end. They hold personal data. */
@Component
public class ScratchCare {

    private final RunContent content;
    private final RunFacts facts;
    private final Backups backups;

    ScratchCare(RunContent content, RunFacts facts, Backups backups) {
        this.content = content;
        this.facts = facts;
        this.backups = backups;
    }

    /**
     * A clone for one action, by a name of this run's own: what a killed attempt left is replaced.
     *
     * @throws Refusal REFUSED when the backup was not verified in this run, or nothing may be rehearsed on this target
     */
    public RehearsalClone cloneOfBackup(Run run, Cancellation cancellation, Progress progress) {
        RehearsalSite site = RehearsalSite.of(content.target(run));
        String template = facts.template(run.id())
                .orElseThrow(() -> Refusal.refused(
                        "no-template", "There is no verified copy of the backup to rehearse on. Run preflight again."));
        String id = run.id().value();
        return site.open(
                backups,
                facts.backup(run.id()),
                template,
                ScratchDatabases.cloneNameOf(id),
                id,
                cancellation,
                progress);
    }

    /** Drops all that this run made, also what it never got to note; what is gone already is no error. */
    public void dropOf(Run run) {
        RehearsalSite.dropAllOf(content.target(run), run.id().value());
        facts.template(run.id()).ifPresent(new ScratchDatabases(content.target(run))::drop);
        facts.template(run.id(), "");
    }

    /** Whether nothing of this run is known to be left. */
    public boolean isDropped(Run run) {
        return facts.template(run.id()).isEmpty();
    }
}
