package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

/** A run's scratch databases: the verified copy of its backup, clones of it, and their end. They hold personal data. */
@Component
public class ScratchCare {

    /** A clone for one action; gone when closed. */
    public record Clone(Target target, Runnable drop) implements AutoCloseable {
        @Override
        public void close() {
            drop.run();
        }
    }

    private final RunContent content;
    private final RunFacts facts;

    ScratchCare(RunContent content, RunFacts facts) {
        this.content = content;
        this.facts = facts;
    }

    /** @throws Refusal REFUSED when the backup was not verified in this run */
    public Clone cloneOfBackup(Run run) {
        ScratchDatabases databases = databases(run);
        String template = facts.template(run.id())
                .orElseThrow(() -> Refusal.refused(
                        "no-template", "There is no verified copy of the backup to rehearse on. Run preflight again."));
        String name = ScratchDatabases.cloneNameOf(run.id().value());
        return new Clone(databases.cloneFrom(template, name), () -> databases.drop(name));
    }

    /** Drops all that this run made; what is gone already is no error. */
    public void dropOf(Run run) {
        databases(run).drop(ScratchDatabases.cloneNameOf(run.id().value()));
        facts.template(run.id()).ifPresent(databases(run)::drop);
        facts.template(run.id(), "");
    }

    /** Whether nothing of this run is left. */
    public boolean isDropped(Run run) {
        return facts.template(run.id()).isEmpty();
    }

    private ScratchDatabases databases(Run run) {
        return new ScratchDatabases(content.target(run));
    }
}
