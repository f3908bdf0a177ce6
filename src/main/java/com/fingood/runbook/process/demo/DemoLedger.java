package com.fingood.runbook.process.demo;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.Migrator;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

/** Brings the sample ledger to where a story begins: every version below the story's. */
@Component
class DemoLedger {

    private final Migrator migrator;

    DemoLedger(Migrator migrator) {
        this.migrator = migrator;
    }

    void prepare(Target target, Story story) {
        ChangeFolder folder = ChangeFolder.at(target.properties().changes());
        folder.versions().stream()
                .takeWhile(version -> !version.equals(story.version()))
                .map(folder::change)
                .forEach(change -> migrator.migrate(
                                target,
                                change,
                                null,
                                "demo",
                                Timeouts.of(target, change),
                                Cancellation.none(),
                                Progress.silent())
                        .orRefuse());
    }
}
