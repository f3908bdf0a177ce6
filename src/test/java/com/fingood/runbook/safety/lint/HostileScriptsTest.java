package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Whatever is given to it, the check comes to an end, in time and with words; what it could not read is a finding. */
class HostileScriptsTest {

    /** Generous: the machine may be busy with other things. */
    private static final Duration IN_TIME = Duration.ofMinutes(2);

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void what_can_not_be_read_is_a_finding(String name, String sql) {
        assertThat(check(sql)).extracting(Finding::rule).contains("NU1");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("100,000 brackets", "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + ";"),
                arguments("95 brackets, which the grammar tries in every way", "SELECT " + "(".repeat(95) + "1"),
                arguments("closing brackets", ")".repeat(100_000)),
                arguments("a string without end", "UPDATE accounts SET note = 'x" + "y".repeat(100_000)),
                arguments("a quoted name without end", "DROP TABLE \"accounts"),
                arguments("a dollar quote without end", "DO $x$ BEGIN DROP TABLE accounts; END $y$;"),
                arguments("nested comments without end", "/*".repeat(100_000) + " SELECT 1;"),
                arguments("COPY data without end", "COPY accounts FROM stdin;\n1\tO'Brien; drop table x\n"),
                arguments("a million operators", "+".repeat(1_000_000)),
                arguments("a name of a million letters", "a".repeat(1_000_000)),
                arguments("NOT 50,000 times", "SELECT " + "NOT ".repeat(50_000) + "true;"),
                arguments(
                        "CASE 3,000 times", "SELECT " + "CASE WHEN a THEN ".repeat(3_000) + "1" + " END".repeat(3_000)),
                arguments("a long sum on one line", "SELECT a" + "+b".repeat(250_000) + ";"),
                arguments("only commas", "ALTER TABLE a ADD " + ",".repeat(100_000)),
                arguments("placeholders without end", "${".repeat(100_000)),
                arguments("a body without end", "BEGIN ATOMIC ".repeat(10_000)),
                arguments("zero bytes", "SELECT 1;\0\0 SELECT 2;"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("odd")
    void what_is_only_large_or_odd_is_read(String name, String sql) {
        assertThat(check(sql)).extracting(Finding::rule).doesNotContain("NU1");
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("semicolons", ";".repeat(100_000)),
                arguments("nested comments", "/* a /* ; ' */ b */ SELECT 1;"),
                arguments("Windows line ends", "SELECT 1;\r\n-- ' \r\nSELECT 2;\r\n"),
                arguments("COPY data", "COPY ledger.notes FROM stdin;\n1\tO'Brien; drop table x\n\\.\nSELECT 1;\n"),
                arguments(
                        "a literal of a megabyte",
                        "INSERT INTO ledger.notes (text) VALUES ('" + "x".repeat(1_000_000) + "');"),
                arguments(
                        "10 MB of rows",
                        repeat(
                                110_000,
                                "INSERT INTO ledger.postings (id, note) VALUES (%d, 'a booking of somebody''s account, with a note');\n")),
                arguments(
                        "one statement of 20,000 rows",
                        "INSERT INTO ledger.notes (id, text) VALUES " + repeat(20_000, "(%d, 'x'), ") + "(0, 'x');"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("many")
    void every_one_of_many_statements_is_judged(String name, String sql, int findings) {
        assertThat(check(sql)).hasSizeGreaterThanOrEqualTo(findings);
    }

    static Stream<Arguments> many() {
        return Stream.of(
                arguments(
                        "10,000 indexes", repeat(10_000, "CREATE INDEX i%d ON ledger.accounts (currency);\n"), 10_000),
                arguments(
                        "10,000 columns in one statement",
                        "ALTER TABLE ledger.accounts " + repeat(9_999, "DROP COLUMN c%d, ") + "DROP COLUMN c",
                        10_000),
                arguments(
                        "3,000 constraints there and back",
                        repeat(
                                3_000,
                                "ALTER TABLE t ADD CONSTRAINT c%1$d CHECK (a > 1) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c%1$d; ALTER TABLE t DROP CONSTRAINT z%1$d;\n"),
                        6_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_bytes_at_all_make_it_throw(long seed) {
        byte[] bytes = new byte[100_000];
        new Random(seed).nextBytes(bytes);

        assertThat(assertTimeoutPreemptively(IN_TIME, () -> SafetyCheck.of(List.of(ScriptBytes.decode("x.sql", bytes))))
                        .findings())
                .extracting(Finding::rule)
                .contains("NU1");
    }

    /** Words of SQL in any order: the readers of statements must bear every one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_order_of_words_makes_it_throw(long seed) {
        String[] words =
                ("create alter drop table index on add column constraint check foreign key references not null valid default using"
                                + " unique primary ( ) , ; . 'x' 1 \"q\" a b $$ type set to rename with as update delete from where values in vacuum full"
                                + " cluster lock mode copy stdin refresh materialized view concurrently if exists generated always identity stored"
                                + " set_config ( :: [ ] partition of attach detach trigger function language security definer do begin atomic end")
                        .split(" ");
        Random random = new Random(seed);
        String sql =
                random.ints(20_000, 0, words.length).mapToObj(i -> words[i]).collect(Collectors.joining(" "));

        assertThat(check(sql)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'caf\u00e9';", "SELECT 1;\n\u00e4"})
    void what_is_no_utf_8_is_a_finding_at_its_line(String sql) {
        ScriptFile file = ScriptBytes.decode("x.sql", ("\n\n" + sql).getBytes(StandardCharsets.ISO_8859_1));

        assertThat(SafetyCheck.of(List.of(file)).findings())
                .filteredOn(finding -> finding.condition().contains("UTF-8"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).isGreaterThanOrEqualTo(3));
    }

    private static List<Finding> check(String sql) {
        return assertTimeoutPreemptively(IN_TIME, () -> SafetyCheck.of(List.of(ScriptFile.of("x.sql", sql)))
                .findings());
    }

    private static String repeat(int times, String format) {
        return IntStream.range(0, times).mapToObj(i -> format.formatted(i)).collect(Collectors.joining());
    }
}
