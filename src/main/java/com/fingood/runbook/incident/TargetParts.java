package com.fingood.runbook.incident;

import com.fingood.runbook.diagnosis.blocking.Blocking;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Snapshot;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is preserved of a target. First what passes quickly: who is at work there, and who waits for whom. */
final class TargetParts {

    private TargetParts() {}

    static List<Part> of(Target target, TargetReader reader, SessionTag tag) {
        List<Part> parts = new ArrayList<>();
        (target.dialect().name().equals("h2") ? H2Queries.ALL : PostgresQueries.ALL)
                .forEach((file, sql) -> parts.add(new Part(file, cancellation -> reader.rows(sql))));
        parts.add(new Part("lock-tree.json", cancellation -> Blocking.look(target, tag, cancellation)));
        if (target.dialect().name().equals("h2")) {
            H2Queries.NOT_APPLICABLE.forEach((file, why) -> parts.add(new Part(file, cancellation -> {
                throw Refusal.failed("not-applicable", why);
            })));
        } else {
            parts.add(new Part("server-log.json", cancellation -> ServerLog.tail(reader)));
        }
        parts.add(new Part("history.json", cancellation -> history(target, tag)));
        parts.add(new Part("fingerprint.json", cancellation -> fingerprint(target, tag, cancellation)));
        return parts;
    }

    private static Object history(Target target, SessionTag tag) {
        MigrationHistory history = MigrationHistory.of(target, tag);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("known", history.known());
        document.put("current", history.current().orElse(null));
        document.put("applied", history.applied());
        document.put("failed", history.failed());
        document.put("undone", history.undone());
        return document;
    }

    /** A table that is locked now makes it wait; then it is not had, and the manifest says so. */
    private static Object fingerprint(Target target, SessionTag tag, Cancellation cancellation) throws SQLException {
        try (Connection connection = TargetReader.patientFor(target, tag)) {
            Snapshot.begin(connection);
            return described(target.dialect().fingerprint(connection, cancellation));
        }
    }

    private static Map<String, Object> described(Fingerprint fingerprint) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("digest", fingerprint.digest());
        document.put("schema", fingerprint.schema());
        document.put("data", fingerprint.data());
        return document;
    }
}
