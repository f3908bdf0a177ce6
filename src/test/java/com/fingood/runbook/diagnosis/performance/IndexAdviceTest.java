package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.change.SpecificSections;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.safety.Level;
import com.fingood.runbook.safety.lint.SafetyCheck;
import com.fingood.runbook.safety.lint.SafetyReport;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IndexAdviceTest {

    @Test
    void an_index_that_a_query_lacks_is_proven_on_a_copy_and_leaves_nothing_there() {
        Orders copy = Orders.on(TestDatabases.postgresql());
        Orders orders = Orders.on(TestDatabases.postgresql())
                .declaring("by-note", "select id from orders where note = 'note of order 77'")
                .declaring("by-key", "select note from orders where id = 7");

        IndexReport report = advise(orders, () -> new TrialCopy(copy.target(), "a copy", () -> {}));

        assertThat(report.proof()).isEqualTo("tried on a copy");
        assertThat(report.suggestions()).hasSize(1);
        IndexSuggestion suggestion = report.suggestions().get(0);
        assertThat(suggestion.proven()).isTrue();
        assertThat(suggestion.statement())
                .isEqualTo("CREATE INDEX CONCURRENTLY orders_note_ix ON public.orders (note)");
        assertThat(suggestion.effects())
                .extracting(each -> each.query() + (each.uses() ? " uses it" : ""))
                .containsExactly("by-key", "by-note uses it");
        IndexEffect effect = suggestion.effects().get(1);
        assertThat(effect.after().touched()).isLessThan(effect.before().touched() / 10);
        assertThat(effect.after().cost()).isLessThan(effect.before().cost());
        assertThat(suggestion.reason()).doesNotContain("77");
        assertThat(copy.count("pg_indexes where indexname = 'orders_note_ix'")).isZero();
        assertThat(orders.count("pg_indexes where indexname = 'orders_note_ix'"))
                .isZero();
    }

    @Test
    void an_index_that_the_backup_still_has_is_missed_all_the_same() {
        Orders copy = Orders.on(TestDatabases.postgresql());
        Orders orders = Orders.on(TestDatabases.postgresql())
                .declaring("by-day", "select id, note from orders where placed = 42");
        orders.execute("drop index orders_placed_ix");

        IndexReport report = advise(orders, () -> new TrialCopy(copy.target(), "a copy", () -> {}));

        assertThat(report.suggestions()).extracting(IndexSuggestion::columns).containsExactly(List.of("placed"));
        assertThat(copy.count("pg_indexes where indexname = 'orders_placed_ix'"))
                .isEqualTo(1);
    }

    @Test
    void a_foreign_key_without_index_is_proven_by_what_the_server_asks() {
        Orders copy = Orders.on(TestDatabases.postgresql());
        Orders orders = Orders.on(TestDatabases.postgresql());
        orders.execute("drop index orders_customer_ix");

        IndexReport report = advise(orders, () -> new TrialCopy(copy.target(), "a copy", () -> {}));

        assertThat(report.suggestions()).extracting(IndexSuggestion::columns).containsExactly(List.of("customer"));
        assertThat(report.suggestions().get(0).effects().get(0).query())
                .isEqualTo("look-up by foreign key orders_customer_fk");
    }

    @Test
    void without_a_copy_everything_is_unproven_and_says_why() {
        Orders orders =
                Orders.on(TestDatabases.postgresql()).declaring("by-note", "select id from orders where note = 'x'");

        IndexReport report = advise(orders, () -> {
            throw Refusal.refused("no-verified-backup", "There is no verified backup.");
        });

        assertThat(report.proof()).isEqualTo("unproven: There is no verified backup.");
        assertThat(report.suggestions()).isNotEmpty().allSatisfy(suggestion -> assertThat(suggestion.proven())
                .isFalse());
    }

    @Test
    void unused_duplicate_and_invalid_indexes_are_listed_and_those_of_keys_are_not() {
        Orders orders = Orders.on(TestDatabases.postgresql());
        orders.execute(
                "create index orders_twice_ix on orders (placed)",
                "create unique index orders_note_uq on orders (note)",
                "create index orders_note_ix on orders (note, placed)");
        assertThatThrownBy(() -> orders.execute("create unique index concurrently orders_day_uq on orders (placed)"))
                .hasMessageContaining("could not create unique index");

        IndexReport report = advise(orders, () -> {
            throw new AssertionError("nothing is to be tried");
        });

        assertThat(report.faults())
                .extracting(fault -> fault.kind() + " " + fault.index())
                .containsExactlyInAnyOrder(
                        "INVALID orders_day_uq",
                        "DUPLICATE orders_twice_ix",
                        "UNUSED orders_placed_ix",
                        "UNUSED orders_note_ix");
    }

    @Test
    void h2_is_not_applicable_in_words() {
        Orders orders = Orders.on(TestDatabases.h2()).declaring("by-note", "select id from orders where note = 'x'");

        IndexReport report = advise(orders, () -> {
            throw new AssertionError("nothing is to be tried");
        });

        assertThat(report.applicable()).isFalse();
        assertThat(report.words()).contains("not applicable");
    }

    @Test
    void a_proven_suggestion_becomes_a_draft_that_lints_clean_and_that_nobody_can_run_unread(@TempDir Path drafts)
            throws Exception {
        Orders copy = Orders.on(TestDatabases.postgresql());
        Orders orders = Orders.on(TestDatabases.postgresql())
                .declaring("by-note", "select id from orders where note = 'note of order 77'");
        Files.writeString(orders.changes().resolve("V3.9__last.sql"), "select 1;\n");
        IndexReport report = advise(orders, () -> new TrialCopy(copy.target(), "a copy", () -> {}));
        ChangeFolder changes = ChangeFolder.at(orders.changes());

        List<Path> written = new ChangeDrafts(drafts, changes).write(report);

        assertThat(written).containsExactly(drafts.toRealPath().resolve("V3.10__add_index_orders_note.md"));
        assertThat(drafts.resolve("V3.10__add_index_orders_note.sql"))
                .hasContent("CREATE INDEX CONCURRENTLY orders_note_ix ON public.orders (note);");
        assertThat(drafts.resolve("U3.10__add_index_orders_note.sql"))
                .hasContent("DROP INDEX CONCURRENTLY public.orders_note_ix;");
        assertThat(SafetyCheck.ofPaths(List.of(drafts)).findings())
                .extracting(
                        finding -> finding.rule() + finding.condition().replaceAll("^[^:]*:\\d+: (\\S+) .*$", " $1"))
                .containsExactlyInAnyOrder("PR1 ticket", "PR1 author", "PR1 personal-data");

        Files.writeString(
                written.get(0),
                Files.readString(written.get(0))
                        .replace("risk: low", "risk: low\nticket: FIN-1\nauthor: rita\npersonal-data: none"));
        Change complete = ChangeFolder.at(drafts).change("3.10");
        assertThat(complete.problems()).isEmpty();
        assertThat(SpecificSections.of(complete, changes)).isEmpty();
        SafetyReport lint = SafetyCheck.ofPaths(List.of(drafts));
        assertThat(lint.findings()).isEmpty();
        assertThat(lint.verdict(Level.CRITICAL)).isEqualTo(SafetyReport.Verdict.PASSED);
        assertThat(new ChangeDrafts(drafts, changes).write(report)).isEqualTo(written);
        assertThatThrownBy(() -> new ChangeDrafts(orders.changes().resolve("drafts"), changes))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("change folder");
    }

    private static IndexReport advise(Orders orders, TrialCopy.Source copies) {
        return new IndexAdvice(Clock.systemUTC())
                .advise(
                        orders.target(),
                        orders.queries(),
                        copies,
                        SessionTag.cli("test"),
                        Cancellation.none(),
                        Progress.silent());
    }
}
