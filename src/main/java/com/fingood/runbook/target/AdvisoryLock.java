package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The target's advisory lock, held by the connection that changes something and gone with it. Taken and given back outside
 * transactions.
 */
public final class AdvisoryLock implements AutoCloseable {

    private final Target target;
    private final Connection connection;

    private AdvisoryLock(Target target, Connection connection) {
        this.target = target;
        this.connection = connection;
    }

    /**
     * @param connection to this target, in auto-commit mode
     * @throws Refusal REFUSED {@code target-locked} naming the session that has it; UNREACHABLE or FAILED with the server's words
     */
    public static AdvisoryLock take(Target target, Connection connection) {
        try {
            if (target.dialect().tryAdvisoryLock(connection)) {
                return new AdvisoryLock(target, connection);
            }
            throw Refusal.refused(
                    "target-locked",
                    "Target " + target.name() + " is being changed by "
                            + target.dialect().advisoryLockHolder(connection).orElse("a session that just ended")
                            + ". Wait for its end, then try again.");
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "taking the lock under which it is changed", e);
        }
    }

    /** Gives it back; a connection that is closed has done so already. */
    @Override
    public void close() {
        try {
            if (!connection.isClosed()) {
                target.dialect().releaseAdvisoryLock(connection);
            }
        } catch (SQLException e) {
            // A connection that can't say it takes the lock along when it ends, which is what matters.
            if (!TargetFailure.isConnectionLoss(e)) {
                throw TargetFailure.of(target.name(), "giving back the lock under which it is changed", e);
            }
        }
    }
}
