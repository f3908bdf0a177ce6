package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

class H2FingerprintTest {

    private static final H2Dialect DIALECT = new H2Dialect();

    private Target odd;

    @BeforeEach
    void create_the_odd_schema() throws SQLException {
        odd = DialectTest.targetOf(TestDatabases.h2().fresh("odd"));
        try (Connection connection = odd.connect(SessionTag.cli("fill"))) {
            DialectTest.execute(connection, Resources.text("odd-h2.sql"));
        }
    }

    @Test
    void it_is_the_same_after_a_script_and_its_run() throws Exception {
        Path script = Files.createTempFile("odd", ".sql");
        Target copy = DialectTest.targetOf(TestDatabases.h2().fresh("copy"));
        try (Connection from = odd.connect(SessionTag.cli("script"));
                Connection to = copy.connect(SessionTag.cli("run-script"))) {
            DialectTest.execute(from, "SCRIPT TO '" + script + "'");
            DialectTest.execute(to, "RUNSCRIPT FROM '" + script + "'");
        }

        Fingerprint before = odd.fingerprint(SessionTag.cli("fingerprint"), Cancellation.none());
        Fingerprint after = copy.fingerprint(SessionTag.cli("fingerprint"), Cancellation.none());

        assertThat(before.schema()).hasSizeGreaterThan(50).containsKey("column:public.account.id");
        assertThat(before.data().get("public.account").rows()).isEqualTo(4);
        assertThat(before.differencesTo(after)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE account ADD COLUMN x INT",
                "ALTER TABLE account DROP COLUMN tags",
                "ALTER TABLE account ALTER COLUMN tags RENAME TO labels",
                "ALTER TABLE account ALTER COLUMN iban SET DATA TYPE VARCHAR(40)",
                "ALTER TABLE entry ALTER COLUMN amount SET NOT NULL",
                "ALTER TABLE account ALTER COLUMN status SET DEFAULT 'closed'",
                "ALTER TABLE account ALTER COLUMN balance SET DATA TYPE NUMERIC(18, 3)",
                "ALTER TABLE account ALTER COLUMN cur SET DATA TYPE ENUM('EUR', 'USD', 'CHF')",
                "ALTER TABLE account ADD CONSTRAINT more CHECK (balance < 1000)",
                "ALTER TABLE account ADD CHECK (balance < 1000)",
                "ALTER TABLE entry DROP CONSTRAINT entry_account",
                "ALTER TABLE entry DROP CONSTRAINT entry_account; ALTER TABLE entry ADD CONSTRAINT entry_account FOREIGN KEY (account) REFERENCES account ON DELETE SET NULL",
                "CREATE INDEX another ON account (balance)",
                "DROP INDEX account_status",
                "DROP INDEX account_status; CREATE INDEX account_status ON account (status)",
                "CREATE OR REPLACE VIEW open_account AS SELECT id FROM account",
                "ALTER SEQUENCE receipt INCREMENT BY 6",
                "COMMENT ON COLUMN account.iban IS 'other'",
                "GRANT INSERT ON account TO reader",
                "CREATE SCHEMA more",
                "DROP TABLE nothing",
                "CREATE DOMAIN d2 AS VARCHAR(3)",
                "ALTER DOMAIN amount ADD CHECK (VALUE < 5000)"
            })
    void a_changed_definition_is_noticed(String change) throws SQLException {
        try (Connection connection = odd.connect(SessionTag.cli("change"))) {
            Fingerprint before = DIALECT.schemaFingerprint(connection);
            DialectTest.execute(connection, change);
            assertThat(before.differencesTo(DIALECT.schemaFingerprint(connection)))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANALYZE",
                "SELECT NEXT VALUE FOR receipt",
                "INSERT INTO account (iban) VALUES ('later')",
                "ALTER TABLE entry ALTER COLUMN amount SET NOT NULL; ALTER TABLE entry ALTER COLUMN amount DROP NOT NULL",
                "ALTER TABLE entry ADD COLUMN x INT UNIQUE; ALTER TABLE entry DROP COLUMN x",
                "CREATE TABLE t (id INT PRIMARY KEY); DROP TABLE t",
                "CREATE LOCAL TEMPORARY TABLE own (id INT)"
            })
    void what_changes_no_definition_is_not_an_alarm(String change) throws SQLException {
        try (Connection connection = odd.connect(SessionTag.cli("change"))) {
            Fingerprint before = DIALECT.schemaFingerprint(connection);
            DialectTest.execute(connection, change);
            assertThat(before.differencesTo(DIALECT.schemaFingerprint(connection)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE account SET balance = 1.51 WHERE id = 1",
                "UPDATE account SET note = NULL WHERE id = 1",
                "UPDATE account SET iban = 'null' WHERE id = 3",
                "UPDATE account SET raw = X'fe' WHERE id = 1",
                "UPDATE account SET photo = X'fe' WHERE id = 1",
                "UPDATE account SET tags = ARRAY['a', 'b', NULL] WHERE id = 1",
                "UPDATE account SET at = TIMESTAMP WITH TIME ZONE '2026-03-29 01:30:00.000001+00' WHERE id = 1",
                "INSERT INTO \"Odd \"\"name\"\" ä.b\" VALUES (1, 'null', NULL)",
                "UPDATE \"Odd \"\"name\"\" ä.b\" SET \"a.b\" = \"B\", \"B\" = \"a.b\"",
                "INSERT INTO nothing DEFAULT VALUES",
                "DELETE FROM entry WHERE id = 2"
            })
    void a_changed_row_is_noticed(String change) throws SQLException {
        try (Connection connection = odd.connect(SessionTag.cli("change"))) {
            Fingerprint before = DIALECT.fingerprint(connection, Cancellation.none());
            DialectTest.execute(connection, change);
            assertThat(before.differencesTo(DIALECT.fingerprint(connection, Cancellation.none())))
                    .isNotEmpty()
                    .allMatch(difference -> difference.key().startsWith("data:"));
        }
    }

    @Test
    void the_lock_and_flyways_table_are_bookkeeping() throws SQLException {
        try (Connection connection = odd.connect(SessionTag.cli("lock"))) {
            Fingerprint before = DIALECT.fingerprint(connection, Cancellation.none());
            DIALECT.tryAdvisoryLock(connection);
            DialectTest.execute(
                    connection,
                    "CREATE TABLE \"flyway_schema_history\" (\"installed_rank\" INT PRIMARY KEY, \"success\" BOOLEAN);"
                            + " CREATE INDEX \"flyway_schema_history_s_idx\" ON \"flyway_schema_history\" (\"success\")");
            Fingerprint after = DIALECT.fingerprint(connection, Cancellation.none());
            assertThat(before.differencesTo(after.withoutBookkeeping())).isEmpty();
        }
    }
}
