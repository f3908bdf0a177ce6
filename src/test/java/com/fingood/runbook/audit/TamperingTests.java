package com.fingood.runbook.audit;

import com.fingood.runbook.fixtures.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Every way we know to falsify the ledger, by somebody who owns its tables. */
class TamperingTests {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void an_edited_row_is_found_at_its_place(TestDatabase kind) {
        for (String edit : List.of(
                "details = '{\"step\":99}'",
                "details = 'no json'",
                "actor = 'manager'",
                "run = null",
                "happened = happened + interval '1' second")) {
            try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(5)) {
                fixture.tamper("update rb_ledger set " + edit + " where seq = 3");
                assertBroken(fixture, 3, "edited");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_deleted_row_is_found(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(5)) {
            fixture.tamper("delete from rb_ledger where seq = 3");
            assertBroken(fixture, 3, "missing");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_deleted_row_whose_successors_moved_up_is_found(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(5)) {
            fixture.tamper(
                    "delete from rb_ledger where seq = 3",
                    "update rb_ledger set seq = 3 where seq = 4",
                    "update rb_ledger set seq = 4 where seq = 5",
                    "update rb_ledger_head set seq = 4");
            assertBroken(fixture, 3, "does not continue");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void swapped_rows_are_found(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(5)) {
            fixture.tamper(
                    "update rb_ledger set seq = 1002 where seq = 2",
                    "update rb_ledger set seq = 2 where seq = 4",
                    "update rb_ledger set seq = 4 where seq = 1002");
            assertBroken(fixture, 2, "does not continue");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_unsealed_hash_is_no_seal(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(3)) {
            fixture.tamper("update rb_ledger set hash = null, previous_hash = null where seq = 2");
            assertBroken(fixture, 2, "does not continue");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_tail_cut_off_with_its_head_is_found_by_the_checkpoint(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(5)) {
            fixture.tamper(
                    "delete from rb_ledger where seq > 3",
                    "update rb_ledger_head set seq = 3, hash = (select hash from rb_ledger where seq = 3)",
                    "delete from rb_ledger_checkpoint");
            LedgerReport report = fixture.verify();

            assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(report.firstBreak()).isEmpty();
            assertThat(report.problems()).singleElement().asString().contains("2 rows were cut off");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_chain_forged_anew_is_found_by_the_checkpoint_and_not_signed(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(5)) {
            fixture.tamper(
                    "update rb_ledger set details = '{\"step\":99}' where seq = 3",
                    "update rb_ledger set seq = null, previous_hash = null, hash = null",
                    "delete from rb_ledger_checkpoint");
            String origin = fixture.jdbc.queryForObject("select origin from rb_ledger_head", String.class);
            fixture.tamper("update rb_ledger_head set seq = 0, hash = '" + Chain.genesis(origin) + "'");
            LedgerSealer.Sealed sealed = fixture.sealer().sealPending();

            LedgerReport report = fixture.verify();

            assertThat(sealed.rows()).isEqualTo(5);
            assertThat(sealed.alarm())
                    .hasValueSatisfying(alarm -> assertThat(alarm).contains("No new checkpoint"));
            assertThat(report.firstBreak()).isEmpty();
            assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(report.problems()).singleElement().asString().contains("rewritten");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_ledger_exchanged_for_another_is_found(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(3)) {
            fixture.tamper(
                    "delete from rb_ledger",
                    "delete from rb_ledger_checkpoint",
                    "update rb_ledger_head set seq = 0, hash = null, origin = null");
            fixture.withSealedRows(6);
            assertThat(fixture.verify().problems())
                    .anySatisfy(problem -> assertThat(problem).contains("another ledger"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_moved_or_missing_head_is_found(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(5)) {
            fixture.tamper("update rb_ledger_head set seq = 7");
            assertBroken(fixture, 6, "the chain ends at 5");
            fixture.tamper("delete from rb_ledger_head");
            assertThat(fixture.verify().problems()).contains("the head of the ledger is gone");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_lost_or_shortened_checkpoint_file_is_reported(TestDatabase kind) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(2).withSealedRows(2)) {
            Path log = fixture.home.resolve("audit-checkpoints.log");
            List<String> lines = Files.readAllLines(log);
            Files.writeString(log, lines.get(0) + "\n");
            assertThat(fixture.verify().problems()).singleElement().asString().contains("row 4", "is gone");

            Files.delete(log);
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.FAILED);
            assertThat(fixture.verify().problems())
                    .anySatisfy(problem -> assertThat(problem).contains("is lost"));

            Files.delete(fixture.home.resolve("audit-signing.key"));
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.UNKNOWN);

            Files.write(log, lines);
            assertThat(fixture.verify().problems()).singleElement().asString().contains("signing key");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_forged_checkpoint_is_reported(TestDatabase kind) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(2)) {
            Path log = fixture.home.resolve("audit-checkpoints.log");
            String line = Files.readAllLines(log).get(0);
            Files.writeString(log, line.replace("\"seq\":2", "\"seq\":1") + "\n");
            assertThat(fixture.verify().problems())
                    .anySatisfy(problem -> assertThat(problem).contains("does not bear out its signature"));

            Files.delete(fixture.home.resolve("audit-signing.key"));
            SigningKey other = SigningKey.at(fixture.home);
            LedgerHead head = new LedgerHead("x", 1, "y");
            Files.writeString(
                    log, line + "\n" + Checkpoint.sign(other, head, "now", "").line() + "\n");
            assertThat(fixture.verify().problems())
                    .anySatisfy(problem -> assertThat(problem).contains("line 1", "another key"))
                    .anySatisfy(problem -> assertThat(problem).contains("line 2", "does not continue"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_torn_checkpoint_line_is_a_doubt_and_the_next_one_stands_on_its_own(TestDatabase kind) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(2)) {
            Path log = fixture.home.resolve("audit-checkpoints.log");
            Files.writeString(log, Files.readString(log) + "{\"at\":\"20");
            fixture.publish(null, "Later", Map.of());
            fixture.sealer().sealPending();

            LedgerReport report = fixture.verify();

            assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(report.doubts()).singleElement().asString().contains("line 2", "damaged");
            assertThat(report.checkpoints()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void dropped_triggers_are_reported_on_postgresql_and_put_back_at_the_next_start(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(2)) {
            if (fixture.dialect.equals("postgresql")) {
                fixture.jdbc.execute("drop trigger rb_ledger_truncate on rb_ledger");
                assertThat(fixture.verify().problems())
                        .singleElement()
                        .asString()
                        .contains("rb_ledger_truncate");
            }
            com.fingood.runbook.run.OwnDatabase.migrate(fixture.pool);
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    private static void assertBroken(LedgerFixture fixture, long seq, String what) {
        LedgerReport report = fixture.verify();
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.firstBreak()).hasValueSatisfying(broken -> {
            assertThat(broken.seq()).isEqualTo(seq);
            assertThat(broken.what()).contains(what);
        });
    }
}
