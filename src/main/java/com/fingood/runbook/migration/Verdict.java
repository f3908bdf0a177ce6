package com.fingood.runbook.migration;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Dialect;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How an attempt ended, by what is found on the target rather than by what the client believes. */
record Verdict(ScriptOutcome outcome, List<String> left) {

    private static final int MOST_DIFFERENCES = 20;

    /**
     * @param version whose row in Flyway's history would prove success; null to not ask
     */
    static Verdict of(
            MigrationSession session, Attempt attempt, String version, Fingerprint before, List<String> invalidBefore) {
        if (attempt.failure() == null) {
            return new Verdict(ScriptOutcome.APPLIED, List.of());
        }
        if (attempt.failure().isConnectionLost()) {
            return new Verdict(ScriptOutcome.UNKNOWN, List.of());
        }
        boolean alive = session.recover();
        try {
            if (alive && !attempt.failure().isCancelled()) {
                return look(session.connection(), session.target(), attempt, version, before, invalidBefore);
            }
            if (!session.closeAndProveGone()) {
                return new Verdict(ScriptOutcome.UNKNOWN, List.of("the session may still be alive"));
            }
            Target target = session.target();
            try (Connection fresh = target.connect(new SessionTag(session.run(), "aftermath"))) {
                return look(fresh, target, attempt, version, before, invalidBefore);
            }
        } catch (SQLException | Refusal e) {
            return new Verdict(ScriptOutcome.UNKNOWN, List.of("the target could not be asked afterwards"));
        }
    }

    private static Verdict look(
            Connection connection,
            Target target,
            Attempt attempt,
            String version,
            Fingerprint before,
            List<String> invalidBefore)
            throws SQLException {
        Dialect dialect = target.dialect();
        List<String> left = new ArrayList<>();
        before.differencesTo(Aftermath.schema(connection, dialect)).stream()
                .limit(MOST_DIFFERENCES)
                .forEach(difference -> left.add(difference.toString()));
        List<String> invalid = new ArrayList<>(Aftermath.invalidIndexes(connection, dialect));
        invalid.removeAll(invalidBefore);
        invalid.forEach(
                index -> left.add("index " + index + " is INVALID; 'runbook repair' drops it before the next try"));
        if (version != null) {
            var row = HistoryReader.read(new OneConnection(connection), target).row(version);
            if (row.isPresent() && row.get().success()) {
                return new Verdict(ScriptOutcome.APPLIED, List.of());
            }
            row.ifPresent(r -> left.add("the history holds a failed row of version " + version));
        }
        boolean atomic = !dialect.name().equals("h2") && !attempt.outsideTransaction() && !attempt.endedTransaction();
        if (!atomic && !attempt.statements().isEmpty()) {
            left.add(
                    0,
                    attempt.statements().size()
                            + " statement(s) before the failure are not taken back by the database");
        }
        return new Verdict(left.isEmpty() ? ScriptOutcome.ROLLED_BACK : ScriptOutcome.PARTLY_APPLIED, left);
    }
}
