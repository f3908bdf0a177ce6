package com.fingood.runbook.faults;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.MigrateReport;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.migration.Migrator;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.migration.UndoReport;
import com.fingood.runbook.migration.UndoRequest;
import com.fingood.runbook.migration.Undoer;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.ProveQuiet;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A target that is written to without pause, behind a network that can be cut, and one change that comes and goes. */
final class Stage implements AutoCloseable {

    static final RunId RUN = new RunId("ledger-9.9-0001");

    private final TargetProperties direct;
    private final Proxy proxy;
    private final Target target;
    private final String version;
    private final Fingerprint before;
    private Fingerprint after;
    private Bank bank;

    private Stage(TargetProperties direct, String version) {
        URI server = URI.create(direct.url().substring("jdbc:".length()));
        this.direct = direct;
        this.proxy = new Proxy(server.getHost(), server.getPort());
        this.target = new Targets(Map.of(
                        "ledger", direct.withUrl("jdbc:postgresql://127.0.0.1:" + proxy.port() + server.getPath())))
                .get("ledger");
        this.version = version;
        this.before = schema();
    }

    /** With what the change leads to known from bringing it and taking it back undisturbed. */
    static Stage rehearsed(TestDatabase database, String version) throws SQLException {
        Stage stage = new Stage(Ledger.pending(database, version), version);
        stage.migrate(Progress.silent(), Cancellation.none()).orRefuse();
        stage.after = stage.schema();
        stage.undo(Progress.silent(), Cancellation.none()).orRefuse();
        stage.openBank();
        return stage;
    }

    /** With a change of the test's own, which was never here. */
    static Stage pending(TestDatabase database, String up, String down) throws SQLException {
        Stage stage = new Stage(Ledger.pending(database, Ledger.OTHER, up, down), Ledger.OTHER);
        stage.openBank();
        return stage;
    }

    private void openBank() throws SQLException {
        bank = Bank.open(direct.url(), direct.username(), direct.password());
    }

    Target target() {
        return target;
    }

    Proxy proxy() {
        return proxy;
    }

    Bank bank() {
        return bank;
    }

    Change change() {
        return ChangeFolder.at(direct.changes()).change(version);
    }

    MigrateReport migrate(Progress progress, Cancellation cancellation) {
        return migrate(progress, cancellation, Timeouts.of(target, change()));
    }

    MigrateReport migrate(Progress progress, Cancellation cancellation, Timeouts timeouts) {
        return new Migrator().migrate(target, change(), RUN, "anna", timeouts, cancellation, progress);
    }

    UndoReport undo(Progress progress, Cancellation cancellation) {
        return new Undoer(Clock.systemUTC())
                .undo(
                        target,
                        change(),
                        new UndoRequest(RUN, "boris", "a fault campaign", null, false),
                        Timeouts.of(target, change()),
                        cancellation,
                        progress);
    }

    /** Nobody of the run is at work any more; then what the target itself says. */
    CrashDecision decide() {
        ProveQuiet.on(target, RUN.value(), Cancellation.none());
        return CrashDecision.decide(target, version, before, after, Cancellation.none());
    }

    Fingerprint schema() {
        return target.schema(SessionTag.cli("test"));
    }

    MigrationHistory history() {
        return MigrationHistory.of(target);
    }

    /** The pid of the session of ours that does this action; 0 when there is none. */
    int session(String action) {
        List<String> pids = query("select pid from pg_stat_activity where datname = current_database()"
                + " and application_name = 'runbook/" + RUN + "/" + action + "'");
        return pids.isEmpty() ? 0 : Integer.parseInt(pids.get(0));
    }

    boolean executes(String part) {
        return !query("select 1 from pg_stat_activity where datname = current_database() and state = 'active'"
                        + " and application_name like 'runbook/%' and query like '%" + part
                        + "%' and pid <> pg_backend_pid()")
                .isEmpty();
    }

    Connection connection(String... statements) throws SQLException {
        Connection connection = DriverManager.getConnection(direct.url(), direct.username(), direct.password());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return connection;
    }

    /** The first column, asked past the proxy. */
    List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection(direct.url(), direct.username(), direct.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        bank.close();
        proxy.close();
    }
}
