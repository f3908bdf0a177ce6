package com.fingood.runbook.validation;

import com.fingood.runbook.change.CheckFile;
import com.fingood.runbook.change.SqlStatement;
import com.fingood.runbook.change.SqlStatements;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Scripts, each on a connection and in a transaction of its own that is always rolled back. Sequences keep what was drawn from
 * them: no database gives numbers back.
 */
final class ScriptChecks implements SuiteChecks {

    /** H2 commits at any other statement; PostgreSQL rolls back all that it lets into a transaction. */
    private static final Set<String> ROLLED_BACK_BY_H2 =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE");

    private final Target target;
    private final SessionTag tag;
    private final boolean postgres;
    /** An embedded database that nobody holds open would be opened anew for each script. */
    private final Connection keptOpen;

    /** @throws Refusal UNREACHABLE when the target does not answer */
    ScriptChecks(Target target, SessionTag tag) {
        this.target = target;
        this.tag = tag;
        this.postgres = target.dialect().name().equals("postgresql");
        this.keptOpen = target.connect(tag);
    }

    @Override
    public CheckResult run(CheckFile check, Deadline deadline) throws SQLException {
        List<SqlStatement> statements = SqlStatements.of(check.sql());
        statements.forEach(this::demandRolledBack);
        Connection connection = target.connect(tag);
        try {
            connection.setAutoCommit(false);
            return run(check, statements, new CheckSession(connection, postgres), deadline);
        } finally {
            endQuietly(connection);
        }
    }

    private CheckResult run(CheckFile check, List<SqlStatement> statements, CheckSession session, Deadline deadline)
            throws SQLException {
        Population.demand(session, check, deadline);
        EscapeProof proof = EscapeProof.begin(session, deadline);
        try {
            int last = statements.size() - 1;
            for (SqlStatement statement : statements.subList(0, last)) {
                runOne(statement, session, deadline, result -> drained(result, deadline));
            }
            ReadRows rows =
                    runOne(statements.get(last), session, deadline, result -> ReadRows.of(result, check, deadline));
            checkDeferred(session, deadline);
            return Judgement.of(
                    check, rows == null ? new ReadRows(0, List.of(), RowHashes.NONE) : rows, deadline.millisUsed());
        } catch (FailedStatement e) {
            return CheckResult.without(check, Outcome.FAILED, e.getMessage(), deadline.millisUsed());
        } finally {
            proof.demandRolledBack(session, target.name(), check.id());
        }
    }

    private static <T> T runOne(
            SqlStatement statement, CheckSession session, Deadline deadline, CheckSession.Reading<T> reading)
            throws SQLException {
        try {
            return session.run(statement.text(), deadline, reading);
        } catch (SQLException e) {
            if (SqlFailure.provesBroken(e)) {
                throw new FailedStatement("line " + statement.line() + ": " + SqlFailure.words(e));
            }
            throw e;
        }
    }

    /** A function in a SELECT list works as its rows are fetched, so they are, all of them. */
    private static Object drained(ResultSet result, Deadline deadline) throws SQLException {
        for (long row = 1; result.next(); row++) {
            if (row % ReadRows.ROWS_BETWEEN_LOOKS == 0) {
                deadline.demandTime();
            }
        }
        return null;
    }

    /** What the application would only learn at its commit must be known before the roll-back. */
    private void checkDeferred(CheckSession session, Deadline deadline) throws SQLException {
        if (!postgres) {
            return;
        }
        try {
            session.run("SET CONSTRAINTS ALL IMMEDIATE", deadline, result -> null);
        } catch (SQLException e) {
            if (SqlFailure.provesBroken(e)) {
                throw new FailedStatement("at the commit that would follow: " + SqlFailure.words(e));
            }
            throw e;
        }
    }

    private void demandRolledBack(SqlStatement statement) {
        if (!postgres && !ROLLED_BACK_BY_H2.contains(statement.firstWord())) {
            throw new CheckUnusable(
                    "line " + statement.line() + ": " + statement.firstWord()
                            + " can't be rolled back on H2, so the check is not run. With '-- dialect: postgresql' it is left out here");
        }
    }

    /** Each check has closed its own connection. */
    @Override
    public void close() {
        try {
            keptOpen.close();
        } catch (SQLException e) {
            System.getLogger(ScriptChecks.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }

    static void endQuietly(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // A lost connection has nothing to roll back here: its server does so.
            System.getLogger(ScriptChecks.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }

    /** A statement that shows that what the script stands for does not work. */
    private static final class FailedStatement extends RuntimeException {
        FailedStatement(String message) {
            super(message, null, false, false);
        }
    }
}
