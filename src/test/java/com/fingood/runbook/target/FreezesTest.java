package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A freeze that can't be right stops the start and says key, value and what would be right. */
class FreezesTest {

    private static final String FROM = "2026-12-20T00:00:00+01:00";
    private static final String TO = "2027-01-07T00:00:00+01:00";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "year end | 2026-12-20 | 2027-01-07T00:00:00Z | ledger | production | runbook.freezes[0].from is '2026-12-20'",
                "year end | 2026-12-20T00:00:00Z | next year | ledger | production | runbook.freezes[0].to is 'next year'",
                "year end | 2026-12-20T00:00:00 | 2027-01-07T00:00:00Z | ledger | production | with offset",
                "year end | 2026-12-20T00:00:00Z | 2026-12-20T00:00:00Z | ledger | production | later than from",
                "year end | 2026-12-20T00:00:00Z | 2027-01-07T00:00:00Z | legder | production | runbook.freezes[0].targets[0] is 'legder'; it must be one of ledger",
                "year end | 2026-12-20T00:00:00Z | 2027-01-07T00:00:00Z | ledger | prod | one of development, production, staging",
                "<b> | 2026-12-20T00:00:00Z | 2027-01-07T00:00:00Z | ledger | production | runbook.freezes[0].name is '<b>'",
            })
    void a_value_that_can_not_be_right_is_named(
            String name, String from, String to, String target, String environment, String words) {
        FreezeProperties wrong = new FreezeProperties(name, from, to, List.of(target), List.of(environment));
        assertThatThrownBy(() -> Freezes.of(List.of(wrong), Set.of("ledger")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(words);
    }

    @Test
    void a_freeze_without_a_moment_or_with_the_name_of_another_is_refused() {
        FreezeProperties right = new FreezeProperties("year end", FROM, TO, null, null);
        FreezeProperties endless = new FreezeProperties("endless", FROM, null, null, null);
        assertThatThrownBy(() -> Freezes.of(List.of(right, endless), Set.of()))
                .hasMessageContaining("runbook.freezes[1].to is nothing");
        assertThatThrownBy(() -> Freezes.of(List.of(right, right), Set.of()))
                .hasMessageContaining("no other freeze has");
        assertThatCode(() -> Freezes.of(List.of(right), Set.of())).doesNotThrowAnyException();
    }

    @Test
    void its_first_moment_is_in_it_its_end_is_not_and_work_that_ends_in_it_meets_it() {
        Instant from = Instant.parse("2026-12-19T23:00:00Z");
        Instant to = Instant.parse("2027-01-06T23:00:00Z");
        Freeze freeze = new Freeze("year end", from, to, Set.of("ledger"), Set.of("production"));
        assertThat(freeze.meets(from.minusMillis(1), from.minusMillis(1))).isFalse();
        assertThat(freeze.meets(from, from)).isTrue();
        assertThat(freeze.meets(to.minusMillis(1), to)).isTrue();
        assertThat(freeze.meets(to, to.plusSeconds(1))).isFalse();
        assertThat(freeze.meets(from.minusSeconds(60), from.plusSeconds(1))).isTrue();
        assertThat(freeze.concerns("ledger", "production")).isTrue();
        assertThat(freeze.concerns("ledger", "staging")).isFalse();
        assertThat(freeze.concerns("billing", "production")).isFalse();
    }
}
