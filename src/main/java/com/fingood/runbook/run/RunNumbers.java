package com.fingood.runbook.run;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.time.Instant;

/**
 * Gives a new run the next number of its target and version. The unique constraint decides between two starts at the same
 * moment: the loser goes back to a savepoint (PostgreSQL would refuse every further statement otherwise) and takes the next.
 */
final class RunNumbers {

    private static final int ATTEMPTS = 50;

    private final JdbcClient jdbc;
    private final Savepoints savepoints;

    RunNumbers(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.savepoints = new Savepoints(dataSource);
    }

    RunId insert(NewRun wanted, Instant now) {
        for (int attempt = 1; ; attempt++) {
            int number = next(wanted);
            RunId id = RunId.of(wanted.target(), wanted.version(), number);
            try {
                savepoints.within(() -> insert(id, number, wanted, now));
                return id;
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw Refusal.refused(
                            "run-number-taken",
                            "Too many runs of " + wanted.target() + " " + wanted.version()
                                    + " start at the same moment. Try again.");
                }
            }
        }
    }

    private int next(NewRun wanted) {
        return jdbc.sql("select coalesce(max(run_number), 0) + 1 from rb_run where target = ? and version = ?")
                .params(wanted.target(), wanted.version())
                .query(Integer.class)
                .single();
    }

    private void insert(RunId id, int number, NewRun wanted, Instant now) {
        jdbc.sql(
                        "insert into rb_run (run, target, version, run_number, requester, reason, window_start, phase, started)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(id.value())
                .param(wanted.target())
                .param(wanted.version())
                .param(number)
                .param(wanted.requester())
                .param(wanted.reason())
                .param(Timestamps.column(wanted.windowStart()))
                .param(Phase.REQUESTED.label())
                .param(Timestamps.column(now))
                .update();
    }
}
