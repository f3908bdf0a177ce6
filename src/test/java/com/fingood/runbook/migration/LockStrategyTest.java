package com.fingood.runbook.migration;

import com.fingood.runbook.target.LockProperties;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LockStrategyTest {

    private static final LockStrategy USUAL = LockStrategy.of(LockProperties.standard(), null);

    @Test
    void waits_grow_from_300_ms_to_2_s_in_30_tries() {
        assertThat(USUAL.tries()).isEqualTo(30);
        assertThat(USUAL.wait(1)).hasMillis(300);
        assertThat(USUAL.wait(2)).hasMillis(375);
        assertThat(USUAL.wait(30)).hasMillis(2000);
        assertThat(IntStream.rangeClosed(1, 30).mapToObj(USUAL::wait)).isSorted();
    }

    @Test
    void a_pause_is_longer_than_the_wait_before_it_and_differs_by_chance() {
        Random random = new Random(1);
        for (int number = 1; number <= 30; number++) {
            assertThat(USUAL.pause(number, random))
                    .isGreaterThan(USUAL.wait(number))
                    .isLessThanOrEqualTo(USUAL.wait(number).multipliedBy(2));
        }
        assertThat(USUAL.pause(30, new Random(1))).isNotEqualTo(USUAL.pause(30, new Random(2)));
    }

    @Test
    void what_a_document_says_is_the_longest_wait() {
        assertThat(LockStrategy.of(LockProperties.standard(), Duration.ofSeconds(5)))
                .isEqualTo(new LockStrategy(Duration.ofMillis(300), Duration.ofSeconds(5), 30));
        assertThat(LockStrategy.of(LockProperties.standard(), Duration.ofMillis(100)))
                .isEqualTo(new LockStrategy(Duration.ofMillis(100), Duration.ofMillis(100), 30));
    }

    @Test
    void says_itself_in_words() {
        assertThat(new Timeouts(USUAL, Duration.ofSeconds(90), Duration.ofMinutes(1), Duration.ofHours(1)).words())
                .isEqualTo("waits 300 ms for a lock, growing to 2000 ms; then everything is taken back and tried again"
                        + " after a longer pause, at most 30 times; each statement is stopped after 90 s");
        assertThat(LockStrategy.once(Duration.ofSeconds(2)).words())
                .isEqualTo("waits 2000 ms for a lock, then gives up");
    }

    @Test
    void another_limit_for_statements_leaves_locks_alone() {
        Timeouts longer = new Timeouts(USUAL, Duration.ofSeconds(90), Duration.ofMinutes(1), Duration.ofMinutes(60))
                .withStatement(Duration.ofHours(2));

        assertThat(longer.locks()).isEqualTo(USUAL);
        assertThat(longer.statement()).hasHours(2);
        assertThat(longer.transaction()).hasHours(2);
    }

    @Test
    void waiting_for_ever_is_no_strategy() {
        assertThatThrownBy(() -> LockStrategy.once(Duration.ZERO)).hasMessageContaining("1 ms");
        assertThatThrownBy(() -> new LockStrategy(Duration.ofSeconds(3), Duration.ofSeconds(2), 30))
                .hasMessageContaining("longer than the longest");
        assertThatThrownBy(() -> new LockStrategy(Duration.ofSeconds(1), Duration.ofSeconds(2), 0))
                .hasMessageContaining("one try");
    }
}
