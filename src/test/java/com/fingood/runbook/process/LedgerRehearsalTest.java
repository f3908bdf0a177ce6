package com.fingood.runbook.process;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.migration.CloneChecks;
import com.fingood.runbook.migration.Rehearsal;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import com.fingood.runbook.validation.CheckRunner;
import com.fingood.runbook.validation.ChecksAround;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample ledger's changes, rehearsed with its own checks. */
class LedgerRehearsalTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void a_change_that_breaks_the_books_fails_by_the_name_of_its_check(TestDatabase database) {
        RehearsalReport report = rehearse(database, "2.6");

        assertThat(report.passed()).isFalse();
        assertThat(report.changeFailed()).isTrue();
        assertThat(report.checks())
                .anyMatch(words -> words.startsWith("transaction-sums-to-zero failed")
                        || words.startsWith("transactions-without-two-legs failed"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_good_change_passes_with_all_checks_asked(TestDatabase database) {
        RehearsalReport report = rehearse(database, "2.0");

        assertThat(report.passed()).as(report.failure()).isTrue();
        assertThat(report.checks()).isEmpty();
    }

    private static RehearsalReport rehearse(TestDatabase database, String version) {
        Target clone = new Targets(Map.of("ledger", SampleLedger.below(database, "rehearsed", version))).get("ledger");
        ChangeFolder folder = ChangeFolder.at(SampleLedger.CHANGES);
        ChecksAround around = new ChecksAround(new CheckRunner(Clock.systemUTC()), folder, "cli");
        return new Rehearsal(Clock.systemUTC())
                .rehearse(
                        clone,
                        folder.change(version),
                        null,
                        Timeouts.of(clone, folder.change(version)),
                        CloneChecks.of(around::before, around::after, around::failures, around::notes),
                        Cancellation.none(),
                        Progress.silent());
    }
}
