package com.fingood.runbook.process.demo;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.Migrator;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

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
        if (story == Story.ROLLBACK) {
            feeBooks(target, true);
        }
    }

    /** The sample's books for GBP and CHF fees are open, or moved to a new system, which restricts their accounts here. */
    void feeBooks(Target target, boolean open) {
        try (Connection connection = target.connect(SessionTag.cli("demo"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update accounts set status = '" + (open ? "active" : "restricted")
                    + "' where kind = 'fee-income' and currency in ('GBP', 'CHF')");
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "preparing the demo's story", e);
        }
    }
}
