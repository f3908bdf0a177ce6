package com.fingood.runbook.process.guard;

import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Our own table of what people decided (rb_decision); the gates read it, never a process variable. */
public final class Decisions {

    /** @param digest what was decided on; null where a decision is about no particular content */
    public record Decision(
            String run,
            String taskKey,
            String taskId,
            String decision,
            String remark,
            String decidedBy,
            Instant decidedAt,
            String digest) {}

    private static final String COLUMNS = "run, task_key, task_id, decision, remark, decided_by, decided_at, digest";

    private final JdbcClient jdbc;

    public Decisions(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Joins the transaction that completes the task. */
    public void record(Decision d) {
        jdbc.sql("insert into rb_decision (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        d.run(),
                        d.taskKey(),
                        d.taskId(),
                        d.decision(),
                        d.remark(),
                        d.decidedBy(),
                        Timestamp.from(d.decidedAt()),
                        d.digest())
                .update();
    }

    /** Everything that was decided in this run, oldest first. */
    public List<Decision> of(String run) {
        return jdbc.sql("select " + COLUMNS + " from rb_decision where run = ? order by decided_at")
                .param(run)
                .query(Decisions::row)
                .list();
    }

    /** The last decision of a kind of task in this run. */
    public Optional<Decision> last(String run, String taskKey) {
        return of(run).stream().filter(d -> d.taskKey().equals(taskKey)).reduce((earlier, later) -> later);
    }

    /** What was decided in this very task; empty when nobody decided. */
    public Optional<Decision> ofTask(String taskId) {
        return jdbc
                .sql("select " + COLUMNS + " from rb_decision where task_id = ?")
                .param(taskId)
                .query(Decisions::row)
                .list()
                .stream()
                .findFirst();
    }

    private static Decision row(java.sql.ResultSet rs, int number) throws java.sql.SQLException {
        return new Decision(
                rs.getString(1),
                rs.getString(2),
                rs.getString(3),
                rs.getString(4),
                rs.getString(5),
                rs.getString(6),
                rs.getTimestamp(7).toInstant(),
                rs.getString(8));
    }
}
