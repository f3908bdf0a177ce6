package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.change.CheckFile;
import com.fingood.runbook.change.SqlStatement;
import com.fingood.runbook.change.SqlStatements;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A critical query that the change folder declares in {@code performance/*.sql}.
 *
 * @param sha256 of its file: another text can't be compared
 * @param dialect null = fits every database
 * @param reads whether it may be executed; what writes is planned only
 * @param problem why it is not run at all, in words; null = it can be
 */
public record DeclaredQuery(
        String id, String sql, Duration timeout, String sha256, String dialect, boolean reads, String problem) {

    private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "INTO", "CALL");
    private static final Set<String> PLANNED = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** All of a folder, in order of file name. */
    public static List<DeclaredQuery> in(ChangeFolder folder) {
        return folder.performanceQueries().stream().map(DeclaredQuery::of).toList();
    }

    private static DeclaredQuery of(CheckFile file) {
        List<SqlStatement> statements = SqlStatements.of(file.sql());
        boolean reads = statements.size() == 1
                && statements.get(0).isQuery()
                && statements.get(0).words().stream().noneMatch(WRITES::contains);
        return new DeclaredQuery(
                file.id(),
                statements.isEmpty() ? "" : statements.get(0).text(),
                file.timeout(),
                file.file().sha256(),
                file.dialect(),
                reads,
                problem(file, statements));
    }

    private static String problem(CheckFile file, List<SqlStatement> statements) {
        if (!file.problems().isEmpty()) {
            return String.join(
                    "; ", file.problems().stream().map(Object::toString).toList());
        }
        if (statements.size() != 1) {
            return "the file holds " + statements.size() + " statements; declare one query in each file";
        }
        SqlStatement only = statements.get(0);
        if (!only.isQuery() && !PLANNED.contains(only.firstWord())) {
            return only.firstWord() + " has no plan; declare a query";
        }
        // PostgreSQL reads it as an operator and the statement goes on behind it, H2 as a comment.
        return only.text().contains("//") ? "it holds '//', which databases read differently; leave it out" : null;
    }

    /** The same with at least a minute: on a copy it is executed because it is slow. */
    DeclaredQuery patient() {
        return timeout.compareTo(PATIENCE) >= 0
                ? this
                : new DeclaredQuery(id, sql, PATIENCE, sha256, dialect, reads, problem);
    }

    boolean fits(String otherDialect) {
        return dialect == null || dialect.equals(otherDialect);
    }
}
