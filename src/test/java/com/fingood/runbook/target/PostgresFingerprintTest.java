package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresFingerprintTest {

    private static final PostgresDialect DIALECT = new PostgresDialect();

    private static Target odd;

    @BeforeAll
    static void create_the_odd_schema() throws SQLException {
        odd = DialectTest.targetOf(TestDatabases.postgresql().fresh("odd"));
        // In simple mode, since the driver would cut the script inside BEGIN ATOMIC.
        String url = odd.properties().url() + "?preferQueryMode=simple";
        try (Connection connection = DriverManager.getConnection(url, PostgresServer.OWNER, PostgresServer.PASSWORD)) {
            // Two transactions: a new value of an enum can't be used in its own.
            for (String part : Resources.text("odd-postgresql.sql").split("-- Rows.")) {
                DialectTest.execute(connection, part);
            }
        }
    }

    @Test
    void it_is_the_same_after_dump_and_restore() throws Exception {
        Target copy = DialectTest.targetOf(TestDatabases.postgresql().fresh("copy"));
        dumpAndRestore(odd, copy);

        Fingerprint before = odd.fingerprint(SessionTag.cli("fingerprint"), Cancellation.none());
        Fingerprint after = copy.fingerprint(SessionTag.cli("fingerprint"), Cancellation.none());

        assertThat(before.schema()).hasSizeGreaterThan(150);
        assertThat(before.data()).hasSizeGreaterThan(10).containsKey("\"Mixed Case\".\"Odd \"\"name\"\" ä.b\"");
        assertThat(before.data().get("public.empty").rows()).isEqualTo(1);
        assertThat(before.data().get("pg_largeobject").rows()).isEqualTo(1);
        assertThat(withoutInheritedOrder(before).differencesTo(withoutInheritedOrder(after)))
                .isEmpty();
    }

    /** PostgreSQL itself puts a column that a parent got late before the child's own when it restores; a warning, no failure. */
    private static Fingerprint withoutInheritedOrder(Fingerprint fingerprint) {
        var schema = new java.util.TreeMap<>(fingerprint.schema());
        schema.keySet().removeIf(key -> key.startsWith("position:public.child."));
        return new Fingerprint(schema, fingerprint.data());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE account ADD COLUMN x int",
                "ALTER TABLE cache DROP COLUMN v",
                "ALTER TABLE account RENAME COLUMN doc TO document",
                "ALTER TABLE cache ALTER COLUMN v TYPE varchar(40)",
                "ALTER TABLE account ALTER COLUMN iban SET NOT NULL",
                "ALTER TABLE account ALTER COLUMN status SET DEFAULT 'closed'",
                "ALTER TABLE account ALTER COLUMN note SET STORAGE PLAIN",
                "ALTER TABLE account ALTER COLUMN note SET STATISTICS 10",
                "ALTER TABLE account ALTER COLUMN id SET GENERATED ALWAYS",
                "ALTER TABLE account DROP CONSTRAINT account_status_check, ADD CONSTRAINT account_status_check CHECK (status IN ('open', 'closed'))",
                "ALTER TABLE account DROP CONSTRAINT circle",
                "ALTER TABLE account VALIDATE CONSTRAINT circle",
                "ALTER TABLE entry ALTER CONSTRAINT entry_account_fkey NOT DEFERRABLE",
                "ALTER TABLE account ENABLE TRIGGER touched",
                "ALTER TABLE account DISABLE TRIGGER ALL",
                "ALTER TABLE entry DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE entry FORCE ROW LEVEL SECURITY",
                "ALTER POLICY own_rows ON entry USING (account > 1)",
                "ALTER TABLE cache SET LOGGED",
                "ALTER TABLE cache SET (fillfactor = 80)",
                "ALTER TABLE account REPLICA IDENTITY FULL",
                "ALTER TABLE account CLUSTER ON account_pkey",
                "ALTER TABLE movement DETACH PARTITION movement_2025",
                "DROP TABLE child",
                "DROP INDEX account_open",
                "DROP INDEX account_open; CREATE INDEX account_open ON account (lower(note), id) INCLUDE (iban)",
                "CREATE UNIQUE INDEX another ON account (id)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'account_open'::regclass",
                "CREATE OR REPLACE VIEW open_account AS SELECT a.*, e.amount FROM account a JOIN entry e ON e.account = a.id",
                "ALTER VIEW open_account RESET (security_barrier)",
                "REFRESH MATERIALIZED VIEW unfilled",
                "CREATE OR REPLACE FUNCTION twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n * 3'",
                "ALTER FUNCTION twice SECURITY DEFINER",
                "ALTER FUNCTION touch SET search_path = public",
                "GRANT EXECUTE ON FUNCTION twice TO PUBLIC",
                "DROP AGGREGATE total(int); CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '1')",
                "ALTER TYPE currency RENAME VALUE 'USD' TO 'GBP'",
                "ALTER DOMAIN amount DROP CONSTRAINT amount_check",
                "ALTER DOMAIN amount SET DEFAULT 1",
                "ALTER TYPE address ADD ATTRIBUTE country text",
                "ALTER SEQUENCE receipt INCREMENT 6",
                "ALTER SEQUENCE receipt OWNED BY account.id",
                "ALTER TABLE account OWNER TO pg_monitor",
                "ALTER SCHEMA \"Mixed Case\" RENAME TO other",
                "GRANT USAGE ON SCHEMA \"Mixed Case\" TO PUBLIC",
                "REVOKE SELECT ON account FROM PUBLIC",
                "GRANT SELECT (iban) ON account TO PUBLIC",
                "GRANT SELECT ON account TO pg_monitor WITH GRANT OPTION",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO PUBLIC",
                "COMMENT ON COLUMN account.iban IS 'other'",
                "COMMENT ON TABLE account IS NULL",
                "DROP STATISTICS account_stats",
                "ALTER PUBLICATION entries_only ADD TABLE account",
                "CREATE PUBLICATION everything FOR ALL TABLES",
                "CREATE RULE loud AS ON UPDATE TO cache DO ALSO NOTHING",
                "DROP RULE quiet ON cache",
                "CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER ev ON ddl_command_end EXECUTE FUNCTION ev()",
                "ALTER OPERATOR ### (int, int) OWNER TO pg_monitor",
                "CREATE CAST (address AS text) WITH INOUT",
                "ALTER TABLE child NO INHERIT parent",
                "SELECT lo_create(99)"
            })
    void a_changed_definition_is_noticed(String change) throws SQLException {
        assertThat(schemaDifferences(change)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANALYZE account",
                "UPDATE account SET note = note",
                "SELECT nextval('receipt')",
                "REINDEX INDEX account_open",
                "CREATE TEMP TABLE scratch (id int)",
                "ALTER TABLE account ALTER COLUMN wait SET NOT NULL; ALTER TABLE account ALTER COLUMN wait DROP NOT NULL",
                "DROP VIEW open_account; CREATE VIEW open_account WITH (security_barrier) AS SELECT a.*, e.amount FROM public.account a LEFT JOIN public.entry e ON e.account = a.id WHERE a.status NOT IN ('closed', 'x'); ALTER VIEW open_account OWNER TO runbook_target",
                "GRANT INSERT ON account TO PUBLIC; REVOKE INSERT ON account FROM PUBLIC",
                "SET LOCAL search_path = 'Mixed Case'; SET LOCAL quote_all_identifiers = on",
                "REFRESH MATERIALIZED VIEW per_status"
            })
    void what_changes_no_definition_is_not_an_alarm(String change) throws SQLException {
        assertThat(schemaDifferences(change)).isEmpty();
    }

    @Test
    void a_column_dropped_and_added_again_differs_in_position_only() throws SQLException {
        try (Connection connection = administrator()) {
            Fingerprint before = DIALECT.schemaFingerprint(connection);
            DialectTest.execute(connection, "ALTER TABLE parent DROP COLUMN a, ADD COLUMN a int");
            Fingerprint after = DIALECT.schemaFingerprint(connection);
            assertThat(before.differencesTo(after)).isNotEmpty();
            assertThat(before.ignoringPositions().differencesTo(after.ignoringPositions()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE account SET balance = balance + 0.01 WHERE id = 7",
                "UPDATE account SET note = '' WHERE id = 1",
                "UPDATE account SET doc = NULL WHERE id = 1",
                "DELETE FROM entry WHERE id = 3",
                "INSERT INTO \"Mixed Case\".\"Odd \"\"name\"\" ä.b\" VALUES (1, 'null', NULL, 2)",
                "UPDATE \"Mixed Case\".\"Odd \"\"name\"\" ä.b\" SET \"a.b\" = \"B\", \"B\" = \"a.b\" WHERE \"Select\" = 2",
                "UPDATE account SET note = (SELECT note FROM account WHERE id = 3 - a.id) FROM (VALUES (1), (2)) a(id) WHERE account.id = a.id",
                "INSERT INTO empty DEFAULT VALUES",
                "UPDATE movement SET at = '2026-12-31' WHERE id = 1",
                "SELECT lo_put(4711, 0, 'L')"
            })
    void a_changed_row_is_noticed(String change) throws SQLException {
        try (Connection connection = administrator()) {
            Fingerprint before = DIALECT.fingerprint(connection, Cancellation.none());
            DialectTest.execute(connection, change);
            Fingerprint after = DIALECT.fingerprint(connection, Cancellation.none());
            assertThat(before.differencesTo(after)).isNotEmpty().allMatch(d -> d.key()
                    .startsWith("data:"));
        }
    }

    @Test
    void the_order_of_rows_and_columns_does_not_matter() throws SQLException {
        try (Connection connection = administrator()) {
            Fingerprint before = DIALECT.fingerprint(connection, Cancellation.none());
            DialectTest.execute(
                    connection,
                    "CREATE TEMP TABLE kept AS SELECT * FROM entry; DELETE FROM entry;"
                            + " INSERT INTO entry SELECT * FROM kept ORDER BY id DESC");
            Fingerprint after = DIALECT.fingerprint(connection, Cancellation.none());
            assertThat(before.differencesTo(after)).isEmpty();
        }
    }

    @Test
    void a_long_reading_can_be_cancelled() throws SQLException {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (Connection connection = odd.connect(SessionTag.cli("cancel"))) {
            assertThatThrownBy(() -> DIALECT.fingerprint(connection, cancellation))
                    .isInstanceOf(Cancellation.Cancelled.class);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void a_reading_that_waits_for_a_lock_ends_when_it_is_cancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        SessionTag tag = new SessionTag("ledger-2.1-0007", "fingerprint");
        try (Connection locking = administrator()) {
            DialectTest.execute(locking, "LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Fingerprint> reading =
                    CompletableFuture.supplyAsync(() -> odd.fingerprint(tag, cancellation));
            Conditions.await(() -> isWaiting(locking, tag));

            cancellation.cancel();

            assertThatThrownBy(() -> reading.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(Cancellation.Cancelled.class);
        }
    }

    private static boolean isWaiting(Connection connection, SessionTag tag) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND application_name = '" + tag.applicationName()
                                + "' AND wait_event_type = 'Lock')")) {
            row.next();
            // The view is read once per transaction otherwise.
            DialectTest.execute(connection, "SELECT pg_stat_clear_snapshot()");
            return row.getBoolean(1);
        }
    }

    private static List<Fingerprint.Difference> schemaDifferences(String change) throws SQLException {
        try (Connection connection = administrator()) {
            Fingerprint before = DIALECT.schemaFingerprint(connection);
            DialectTest.execute(connection, change);
            Fingerprint after = DIALECT.schemaFingerprint(connection);
            return before.differencesTo(after);
        }
    }

    /** In a transaction that ends with the connection: each change starts from the same schema. */
    private static Connection administrator() throws SQLException {
        String database = DIALECT.databaseOf(odd.properties());
        String url = PostgresUrl.inDatabase(PostgresServer.shared().adminUrl(), database);
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        DialectTest.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
        return connection;
    }

    private static void dumpAndRestore(Target from, Target to) throws IOException, InterruptedException {
        PostgresServer.shared().requireTools();
        Path archive = Files.createTempFile("odd", ".dump");
        run(from, List.of("pg_dump", "-Fc"), null, archive.toFile());
        run(to, List.of("pg_restore", "-e", "-d", DIALECT.databaseOf(to.properties())), archive.toFile(), null);
        Files.delete(archive);
    }

    private static void run(Target target, List<String> tool, File in, File out)
            throws IOException, InterruptedException {
        URI server = URI.create(target.properties().url().substring("jdbc:".length()));
        TargetProperties.Postgres tools = PostgresServer.shared().tools();
        List<String> command = new ArrayList<>(tools.command());
        command.add(
                tools.bin() == null
                        ? tool.get(0)
                        : tools.bin().resolve(tool.get(0)).toString());
        command.addAll(tool.subList(1, tool.size()));
        String host = tools.host() == null ? server.getHost() : tools.host();
        int port = tools.port() == null ? server.getPort() : tools.port();
        command.addAll(List.of("-h", host, "-p", "" + port, "-U", PostgresServer.OWNER));
        if (in == null) {
            command.add(DIALECT.databaseOf(target.properties()));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PGPASSWORD", PostgresServer.PASSWORD);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.redirectInput(in == null ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.from(in));
        builder.redirectOutput(out == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(out));
        assertThat(builder.start().waitFor()).isZero();
    }
}
