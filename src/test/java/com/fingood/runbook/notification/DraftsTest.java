package com.fingood.runbook.notification;

import com.fingood.runbook.notification.PlannedChange.HeldLock;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class DraftsTest {

    private static final Map<String, String> CONTACTS =
            Map.of("emergency-hotline", "+1-555-0100", "operations", "devops@fingood.com");
    private static final String PURPOSE =
            """
            The statement service adds up all postings of an account. The new table `daily_statements` keeps **balances**.

            ```sql
            CREATE TABLE daily_statements (id bigint, secret text);
            ```
            Before it was SELECT amount FROM postings WHERE iban = 'DE02'; nobody liked that. Ask rita@fingood.com.
            """;

    @Test
    void the_notification_says_what_when_how_long_what_is_noticed_the_way_back_and_whom_to_call() {
        Draft draft = drafts(CONTACTS).windowNotification(change(PURPOSE, locks(), true));

        assertThat(draft.subject()).isEqualTo("production database ledger: Daily statements, 2026-11-23 22:00 UTC");
        assertThat(draft.body())
                .contains("from 2026-11-23 22:00 UTC", "about 4 seconds", "ledger-2.1-0001", "FIN-2063", "rita")
                .contains("The statement service adds up all postings of an account.")
                .contains("- public.accounts: readers and writers wait, for about 3 seconds")
                .contains("- public.postings: writers wait, readers don't, for less than a second")
                .doesNotContain("public.customers")
                .contains("The change is undone, which took about 2 seconds", "brought everything back")
                .contains("emergency hotline: +1-555-0100", "operations: devops@fingood.com")
                .contains("database team: not configured");
    }

    @Test
    void the_plan_says_who_tells_whom_what_before_during_and_after() {
        Draft draft = drafts(CONTACTS).communicationPlan(change(PURPOSE, locks(), false));

        assertThat(draft.subject()).startsWith("Communication plan: Daily statements on ledger");
        assertThat(draft.body())
                .contains("Who is told", "Before the window", "At its start", "When it is done", "If it is rolled back")
                .contains("Requests may wait for about 3 seconds.")
                .contains("Undoing it does not bring everything back");
    }

    @Test
    void no_draft_holds_sql_or_an_address_from_the_document() {
        both(change(PURPOSE, locks(), true)).forEach(draft -> assertThat(draft.body())
                .doesNotContainIgnoringCase("select ")
                .doesNotContainIgnoringCase("create table")
                .doesNotContain("DE02", "secret", "rita@fingood.com", "`", "**"));
    }

    @Test
    void what_is_not_known_is_said_so() {
        PlannedChange bare = new PlannedChange(
                "r-1-0001", null, "2.1", null, "rita", "ledger", "staging", null, null, null, null, null, false);
        assertThat(drafts(Map.of()).windowNotification(bare).body())
                .contains("version 2.1", "as soon as it is approved", "a time that was not measured", "Not measured:")
                .contains("gives no purpose yet", "emergency hotline: not configured");
        assertThat(drafts(Map.of())
                        .windowNotification(change(PURPOSE, List.of(), true))
                        .body())
                .contains("no lock that readers or writers wait for");
    }

    @Test
    void the_longest_draft_fits_into_the_form() {
        List<HeldLock> many = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            many.add(new HeldLock("schema.t" + n + "x".repeat(120), "ShareLock", Duration.ofHours(9)));
        }
        Map<String, String> all = new HashMap<>();
        Contacts.KEYS.forEach(key -> all.put(key, ("long-address-" + key + "@fingood.com, ").repeat(9) + "a@b.c"));
        PlannedChange longest = new PlannedChange(
                "r".repeat(120),
                "Überträge ".repeat(60),
                "9".repeat(50),
                "FIN-".repeat(60),
                "r".repeat(200),
                "t".repeat(40),
                "development",
                Instant.parse("2026-11-23T22:00:00Z"),
                Duration.ofHours(30),
                "Sentence without an end ".repeat(200),
                many,
                Duration.ofHours(20),
                true);
        assertThat(Stream.of(NoticeKind.values()).map(kind -> drafts(all).of(kind, longest)))
                .allSatisfy(draft -> {
                    assertThat(draft.subject()).hasSizeLessThanOrEqualTo(Drafts.LONGEST_SUBJECT);
                    assertThat(draft.body()).hasSizeLessThanOrEqualTo(Drafts.LONGEST_BODY);
                });
    }

    @Test
    void a_value_with_braces_fills_in_nothing_else() {
        Draft draft = drafts(CONTACTS).windowNotification(change("Uses {{contacts}} and $1 \\ here.", locks(), true));
        assertThat(draft.body()).contains("Uses {{contacts}} and $1 \\ here.");
    }

    private static Stream<Draft> both(PlannedChange change) {
        return Stream.of(NoticeKind.values()).map(kind -> drafts(CONTACTS).of(kind, change));
    }

    private static Drafts drafts(Map<String, String> contacts) {
        return new Drafts(new Contacts(new NotificationProperties(null, null, contacts)));
    }

    private static List<HeldLock> locks() {
        return List.of(
                new HeldLock("public.accounts", "ShareLock", Duration.ofMillis(400)),
                new HeldLock("public.accounts", "AccessExclusiveLock", Duration.ofMillis(2_300)),
                new HeldLock("public.postings", "ShareRowExclusiveLock", Duration.ofMillis(300)),
                new HeldLock("public.customers", "RowExclusiveLock", Duration.ofMillis(300)));
    }

    private static PlannedChange change(String purpose, List<HeldLock> locks, boolean lossless) {
        return new PlannedChange(
                "ledger-2.1-0001",
                "Daily statements",
                "2.1",
                "FIN-2063",
                "rita",
                "ledger",
                "production",
                Instant.parse("2026-11-23T22:00:00Z"),
                Duration.ofMillis(3_400),
                purpose,
                locks,
                Duration.ofMillis(1_200),
                lossless);
    }
}
