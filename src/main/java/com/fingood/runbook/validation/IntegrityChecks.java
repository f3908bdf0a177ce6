package com.fingood.runbook.validation;

import com.fingood.runbook.change.CheckFile;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Snapshot;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Queries in one read-only snapshot, so that all of them speak of one moment. A savepoint around each keeps a failing one from
 * spoiling the snapshot for the rest; the whole is rolled back at the end in any case.
 */
final class IntegrityChecks implements SuiteChecks {

    private final CheckSession session;
    private boolean lost;

    IntegrityChecks(Target target, SessionTag tag) {
        Connection connection = target.connect(tag);
        this.session = new CheckSession(connection, target.dialect().name().equals("postgresql"));
        try {
            connection.setReadOnly(true);
            Snapshot.begin(connection);
        } catch (SQLException e) {
            lost = true;
        }
    }

    @Override
    public CheckResult run(CheckFile check, Deadline deadline) throws SQLException {
        if (lost) {
            throw new CheckUnusable("not run: the connection was lost, and the snapshot with it");
        }
        Savepoint before = savepoint();
        try {
            Population.demand(session, check, deadline);
            boolean oneRow = session.isPostgres() && OneRow.isCertain(session.connection(), check.sql());
            ReadRows rows = session.run(
                    check.sql(),
                    oneRow ? CheckSession.ALL_AT_ONCE : CheckSession.IN_PIECES,
                    deadline,
                    result -> ReadRows.of(result, check, deadline));
            demandNothingWritten();
            return Judgement.of(check, rows, deadline.millisUsed());
        } finally {
            rollBackTo(before);
        }
    }

    /** H2 has no read-only transaction; it does tell whether this one has changed something. */
    private void demandNothingWritten() throws SQLException {
        if (session.isPostgres()) {
            return;
        }
        try (Statement statement = session.connection().createStatement();
                ResultSet id = statement.executeQuery("SELECT TRANSACTION_ID()")) {
            if (id.next() && id.getString(1) != null) {
                throw new CheckUnusable("it writes; what it wrote was rolled back. A check may only read");
            }
        }
    }

    private Savepoint savepoint() throws SQLException {
        try {
            return session.connection().setSavepoint();
        } catch (SQLException e) {
            lost = true;
            throw e;
        }
    }

    private void rollBackTo(Savepoint savepoint) {
        try {
            session.connection().rollback(savepoint);
        } catch (SQLException e) {
            lost = true;
        }
    }

    @Override
    public void close() {
        ScriptChecks.endQuietly(session.connection());
    }
}
