package com.fingood.runbook.diagnosis.violations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.change.CheckFile;
import com.fingood.runbook.diagnosis.violations.Violation.Standing;
import com.fingood.runbook.diagnosis.violations.ViolationAnalysis.Before;
import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import com.fingood.runbook.validation.CheckRunner;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ViolationAnalysisTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final SessionTag TAG = SessionTag.cli("violations");

    @TempDir
    Path folder;

    private Target target;

    @ParameterizedTest
    @MethodSource(ALL)
    void new_known_and_untouched_violations_are_told_apart(TestDatabase database) throws Exception {
        begin(database);
        SuiteResult before = checks();
        execute("insert into account values (2, -2)", "insert into customer values (2, null)");

        Violations found = analyse(Optional.of(before), Touched.of(List.of("public.\"account\""), true));

        assertThat(found.verdict()).isEqualTo(Outcome.FAILED);
        assertThat(found.newCritical()).isEqualTo(Answer.YES);
        assertThat(found.touchTheChange()).isEqualTo(Answer.YES);
        assertThat(found.violations())
                .extracting(Violation::check, Violation::standing, Violation::newRows, Violation::touched)
                .containsExactly(
                        tuple("balances", Standing.NEW, 1L, Answer.YES),
                        tuple("names", Standing.NEW, 1L, Answer.NO),
                        tuple("orders", Standing.KNOWN, 0L, Answer.UNKNOWN));
        assertThat(found.violations().get(0).evidence()).hasSize(1);
        assertThat(found.withoutEvidence().violations().get(0).evidence()).isEmpty();
        assertThat(found.passed()).isEqualTo(1);
        assertThat(found.message()).contains("2 checks fail with new", "1 with known", "1 are fine", "yesterday");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void without_anything_from_before_of_none_it_is_known_whether_it_is_new(TestDatabase database) throws Exception {
        begin(database);

        Violations found = analyse(Optional.empty(), Touched.unknown());

        assertThat(found.verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(found.anyNew()).isEqualTo(Answer.UNKNOWN);
        assertThat(found.violations()).extracting(Violation::standing).containsOnly(Standing.UNKNOWN);
        assertThat(found.violations()).extracting(Violation::touched).containsOnly(Answer.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_the_script_alone_says_is_never_a_sure_no(TestDatabase database) throws Exception {
        begin(database);
        SuiteResult before = checks();
        execute("insert into customer values (2, null)");

        Violations found = analyse(Optional.of(before), Touched.of(List.of("account"), false));

        assertThat(found.violations().get(0).touched()).isEqualTo(Answer.UNKNOWN);
        assertThat(found.touchTheChange()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void they_survive_being_kept() throws Exception {
        begin(TestDatabases.h2());
        Violations found = analyse(Optional.of(checks()), Touched.unknown());
        ObjectMapper json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

        assertThat(json.readValue(json.writeValueAsString(found), Violations.class))
                .isEqualTo(found);
    }

    private Violations analyse(Optional<SuiteResult> before, Touched touched) {
        Map<String, String> sql = files().stream().collect(Collectors.toMap(CheckFile::id, CheckFile::sql));
        return ViolationAnalysis.of(
                target, TAG, checks(), before.map(result -> new Before(result, "yesterday")), touched, sql);
    }

    private SuiteResult checks() {
        return new CheckRunner(Clock.systemUTC())
                .run(target, Suite.INTEGRITY, files(), TAG, Cancellation.none(), Progress.silent());
    }

    private List<CheckFile> files() {
        return Suite.INTEGRITY.in(ChangeFolder.at(folder));
    }

    private void begin(TestDatabase database) throws Exception {
        check("balances", "critical", "select id from account where balance < 0 and id > 1 -- not customer");
        check("names", "high", "select id from customer where name is null and 'account' <> ''");
        check("orders", "low", "select id from open_order where id < 2");
        check("accounts", "critical", "select id from account where balance is null");
        TargetProperties fresh = database.fresh("violations");
        if (database.dialect().equals("h2")) {
            DriverManager.getConnection(fresh.url(), fresh.username(), fresh.password())
                    .close();
        }
        target = new Targets(Map.of("shop", SampleLedger.at(fresh, folder))).get("shop");
        execute(
                "create table account (id int primary key, balance int)",
                "create table customer (id int primary key, name varchar(20))",
                "create view open_order as select id from account",
                "insert into account values (1, -1)");
    }

    private void check(String id, String severity, String sql) throws Exception {
        Path checks = Files.createDirectories(folder.resolve("checks/integrity"));
        Files.writeString(
                checks.resolve(id + ".sql"),
                "-- id: " + id + "\n-- severity: " + severity + "\n-- keys: id\n" + sql + "\n");
        Files.writeString(folder.resolve("V1.0__shop.sql"), "select 1;\n");
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = target.connect(TAG);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
