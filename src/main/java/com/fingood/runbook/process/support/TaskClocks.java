package com.fingood.runbook.process.support;

import com.fingood.runbook.run.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When tasks were due, answered and done (rb_task_clock). Everything joins the engine's transaction. */
@Component
public class TaskClocks {

    private static final String COLUMNS =
            "run, task_id, task_key, level, clock, opened, due, fired, repeated, firings, answered, "
                    + "answered_by, completed, completed_by, overtaken";

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskClocks(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    /** Begins a clock now. */
    void begin(String run, String taskId, String taskKey, String level, String kind, Instant due) {
        jdbc.sql("insert into rb_task_clock (run, task_id, task_key, level, clock, opened, due, firings)"
                        + " values (?, ?, ?, ?, ?, ?, ?, 0)")
                .params(run, taskId, taskKey, level, kind, Timestamps.column(clock.instant()), Timestamps.column(due))
                .update();
    }

    /** Somebody took the task on; who was first for a clock stays on record. */
    void answered(String taskId, String person) {
        jdbc.sql("update rb_task_clock set answered = ?, answered_by = ? where task_id = ? and answered is null")
                .params(Timestamps.column(clock.instant()), person, taskId)
                .update();
    }

    void completed(String taskId, String person) {
        answered(taskId, person);
        jdbc.sql("update rb_task_clock set completed = ?, completed_by = ? where task_id = ?")
                .params(Timestamps.column(clock.instant()), person, taskId)
                .update();
    }

    void overtaken(String taskId) {
        jdbc.sql("update rb_task_clock set overtaken = ? where task_id = ? and completed is null")
                .params(Timestamps.column(clock.instant()), taskId)
                .update();
    }

    /** @return how often it has fired now */
    int fired(TaskClock of) {
        jdbc.sql("update rb_task_clock set fired = coalesce(fired, ?), repeated = ?, firings = firings + 1"
                        + " where task_id = ? and level = ? and clock = ?")
                .params(
                        Timestamps.column(clock.instant()),
                        Timestamps.column(clock.instant()),
                        of.taskId(),
                        of.level(),
                        of.clock())
                .update();
        return of.firings() + 1;
    }

    /** A task that its role decides is overdue, and its own process has chased it. */
    public void decisionOverdue(String taskId) {
        latest(taskId, TaskClock.DECIDE).ifPresent(this::fired);
    }

    /** All clocks of a task, in the order in which they began. */
    public List<TaskClock> ofTask(String taskId) {
        return rows("task_id", taskId);
    }

    /** All clocks of a run's or an issue's tasks, in the order in which they began. */
    public List<TaskClock> of(String run) {
        return rows("run", run);
    }

    /** The clock of the highest level that was asked. */
    Optional<TaskClock> latest(String taskId, String kind) {
        return ofTask(taskId).stream()
                .filter(row -> row.clock().equals(kind))
                .max(Comparator.comparing(TaskClock::level));
    }

    private List<TaskClock> rows(String column, String value) {
        return jdbc.sql("select " + COLUMNS + " from rb_task_clock where " + column
                        + " = ? order by opened, level, clock")
                .param(value)
                .query(TaskClocks::row)
                .list();
    }

    private static TaskClock row(ResultSet rs, int number) throws SQLException {
        return new TaskClock(
                rs.getString("run"),
                rs.getString("task_id"),
                rs.getString("task_key"),
                rs.getString("level"),
                rs.getString("clock"),
                Timestamps.read(rs, "opened"),
                Timestamps.read(rs, "due"),
                Timestamps.read(rs, "fired"),
                Timestamps.read(rs, "repeated"),
                rs.getInt("firings"),
                Timestamps.read(rs, "answered"),
                rs.getString("answered_by"),
                Timestamps.read(rs, "completed"),
                rs.getString("completed_by"),
                Timestamps.read(rs, "overtaken"));
    }
}
