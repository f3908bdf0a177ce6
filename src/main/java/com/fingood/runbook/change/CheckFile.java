package com.fingood.runbook.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A check: a query that returns what is wrong (integrity), or a script whose last statement does (critical, smoke, uat). One with
 * problems is listed and never run.
 *
 * @param file where it stands
 * @param suite name of its folder under {@code checks}
 * @param id unique in the folder; the file's name where the header has none
 * @param severity medium when not said
 * @param timeout for the whole check; {@link #DEFAULT_TIMEOUT} when not said
 * @param dialect {@code postgresql} or {@code h2}; null = fits every database
 * @param keys columns of the result that identify a row and may be kept as evidence, quoted as in SQL; empty = no evidence
 * @param population a query that must return more than 0, so that an empty or misnamed table can't pass; null = none
 * @param warn number of rows from which it is worth a look though passed; null = none
 * @param fail number of rows from which it fails; 1 when not said
 * @param conserved whether the result must be the same before and after, instead of empty
 * @param sql everything behind the header; empty when unreadable
 * @param problems everything that is wrong with the file; empty = can be run
 */
public record CheckFile(
        ChangeFile file,
        String suite,
        String id,
        Severity severity,
        Duration timeout,
        String dialect,
        List<String> keys,
        String population,
        Long warn,
        long fail,
        boolean conserved,
        String sql,
        List<Problem> problems) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public CheckFile {
        keys = List.copyOf(keys);
        problems = List.copyOf(problems);
    }

    public String name() {
        return file.name();
    }

    public boolean fits(String otherDialect) {
        return dialect == null || dialect.equals(otherDialect);
    }

    CheckFile withProblem(Problem problem) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(problem);
        return new CheckFile(
                file, suite, id, severity, timeout, dialect, keys, population, warn, fail, conserved, sql, all);
    }
}
