package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DialectTest {

    static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    static Target targetOf(TargetProperties properties) {
        return TargetValidation.validated("ledger", properties);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_connection_is_tagged_and_its_dialect_known(TestDatabase database) throws SQLException {
        Target target = targetOf(database.fresh("connect"));
        try (Connection connection = target.connect(SessionTag.cli("status"))) {
            assertThat(target.dialect().name()).isEqualTo(database.dialect());
            assertThat(target.dialect().majorVersion(connection)).isPositive();
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_wrong_password_is_refused_in_the_servers_words_without_the_password(TestDatabase database) {
        TargetProperties right = database.fresh("login");
        TargetProperties wrong =
                TargetCopy.of(right).login(right.username(), "not-the-one").done();

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> targetOf2(wrong).connect(SessionTag.cli("status")));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNREACHABLE);
        assertThat(refusal.code()).isEqualTo("target-login-refused");
        assertThat(refusal).hasMessageNotContaining("not-the-one");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_database_that_is_not_there_is_refused_and_not_created(TestDatabase database) {
        Target target = targetOf(database.fresh("missing")).inDatabase("not_there");

        for (int attempt = 1; attempt <= 2; attempt++) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> target.connect(SessionTag.cli("status")));
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNREACHABLE);
            assertThat(refusal.code()).isEqualTo("target-database-missing");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_unreachable() {
        TargetProperties nowhere =
                TestDatabases.postgresql().fresh("nowhere").withUrl("jdbc:postgresql://127.0.0.1:1/ledger");

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> targetOf(nowhere).connect(SessionTag.cli("status")));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNREACHABLE);
        assertThat(refusal).hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void postgresql_shows_the_tag_and_the_settings_that_make_values_comparable() throws SQLException {
        Target target = targetOf(TestDatabases.postgresql().fresh("settings"));
        try (Connection connection = target.connect(new SessionTag("ledger-2.1-0007", "migrate"))) {
            assertThat(setting(connection, "application_name")).isEqualTo("runbook/ledger-2.1-0007/migrate");
            assertThat(setting(connection, "TimeZone")).isEqualTo("UTC");
            assertThat(setting(connection, "row_security")).isEqualTo("off");
            assertThat(setting(connection, "client_connection_check_interval")).isEqualTo("1s");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_advisory_lock_is_held_by_one_session_at_a_time_and_goes_with_it(TestDatabase database)
            throws SQLException {
        Target target = targetOf(database.fresh("lock"));
        Dialect dialect = target.dialect();
        try (Connection second = target.connect(SessionTag.cli("second"))) {
            try (Connection first = target.connect(SessionTag.cli("first"))) {
                assertThat(dialect.tryAdvisoryLock(first)).isTrue();
                assertThat(dialect.tryAdvisoryLock(first))
                        .as("by the holder again")
                        .isTrue();
                assertThat(dialect.tryAdvisoryLock(second)).isFalse();
                execute(first, "CREATE TABLE t (id INT)");
                assertThat(dialect.tryAdvisoryLock(second)).as("after DDL").isFalse();
                dialect.releaseAdvisoryLock(first);
                assertThat(dialect.tryAdvisoryLock(second)).isTrue();
                dialect.releaseAdvisoryLock(second);
                assertThat(dialect.tryAdvisoryLock(first)).isTrue();
            }
            Conditions.await(() -> dialect.tryAdvisoryLock(second));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void odd_names_survive_quoting(TestDatabase database) throws SQLException {
        Target target = targetOf(database.fresh("quote"));
        String table = target.dialect().quote("Odd \"name\" ä.b");
        try (Connection connection = target.connect(SessionTag.cli("quote"))) {
            execute(connection, "CREATE TABLE " + table + " (id INT)");
            execute(connection, "INSERT INTO " + table + " VALUES (1)");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void another_database_of_the_same_server_keeps_everything_else(TestDatabase database) {
        Target target = targetOf(database.fresh("other"));

        Target other = target.inDatabase("rb_scratch_1");

        assertThat(other.dialect().databaseOf(other.properties())).endsWith("rb_scratch_1");
        assertThat(other.properties().username()).isEqualTo(target.properties().username());
    }

    private static Target targetOf2(TargetProperties properties) {
        Dialect dialect = properties.url().startsWith("jdbc:h2") ? new H2Dialect() : new PostgresDialect();
        return new Target("ledger", properties, dialect);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
