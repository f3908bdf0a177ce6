package com.fingood.runbook.process.support;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Savepoints;
import com.fingood.runbook.run.Timestamps;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Issues in our own table (rb_issue); everything joins the engine's transaction. */
@Component
public class IssueTable {

    private static final int ATTEMPTS = 50;
    private static final String COLUMNS =
            "id, run, target, kind, summary, reported_by, reported, level, outcome, resolution, resolved_by, resolved";

    private final JdbcClient jdbc;
    private final Savepoints savepoints;
    private final Clock clock;

    IssueTable(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.savepoints = new Savepoints(dataSource);
        this.clock = clock;
    }

    /** Gives it the next number of its target; the unique constraint decides between two at the same moment. */
    Issue insert(NewIssue wanted) {
        for (int attempt = 1; ; attempt++) {
            int number = jdbc.sql("select coalesce(max(issue_number), 0) + 1 from rb_issue where target = ?")
                    .param(wanted.target())
                    .query(Integer.class)
                    .single();
            try {
                savepoints.within(() -> insert(wanted, number));
                return get(Issue.idOf(wanted.target(), number));
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw Refusal.refused(
                            "issue-number-taken",
                            "Too many issues of " + wanted.target() + " are reported at the same moment. Try again.");
                }
            }
        }
    }

    private void insert(NewIssue wanted, int number) {
        jdbc.sql("insert into rb_issue (run, id, target, issue_number, kind, summary, reported_by, reported)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(wanted.run())
                .param(Issue.idOf(wanted.target(), number))
                .param(wanted.target())
                .param(number)
                .param(wanted.kind().label())
                .param(wanted.summary())
                .param(wanted.reportedBy())
                .param(Timestamps.column(clock.instant()))
                .update();
    }

    void reach(String id, SupportLevel level) {
        jdbc.sql("update rb_issue set level = ? where id = ?")
                .params(level.name(), id)
                .update();
    }

    void resolve(String id, String person, String resolution) {
        jdbc.sql("update rb_issue set outcome = 'resolved', resolution = ?, resolved_by = ?, resolved = ? where id = ?")
                .params(resolution, person, Timestamps.column(clock.instant()), id)
                .update();
    }

    /** @throws Refusal BAD_INPUT {@code unknown-issue} */
    public Issue get(String id) {
        return rows("where id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("unknown-issue", "There is no issue '" + id + "'."));
    }

    /** All issues, newest first. */
    public List<Issue> all() {
        return jdbc.sql("select " + COLUMNS + " from rb_issue order by reported desc, issue_number desc")
                .query(IssueTable::row)
                .list();
    }

    /** The issues about a run, oldest first. */
    public List<Issue> ofRun(String run) {
        return rows("where run = ? order by reported, issue_number", run);
    }

    private List<Issue> rows(String condition, String value) {
        return jdbc.sql("select " + COLUMNS + " from rb_issue " + condition)
                .param(value)
                .query(IssueTable::row)
                .list();
    }

    private static Issue row(ResultSet rs, int number) throws SQLException {
        return new Issue(
                rs.getString("id"),
                rs.getString("run"),
                rs.getString("target"),
                rs.getString("kind"),
                rs.getString("summary"),
                rs.getString("reported_by"),
                Timestamps.read(rs, "reported"),
                rs.getString("level"),
                rs.getString("outcome"),
                rs.getString("resolution"),
                rs.getString("resolved_by"),
                Timestamps.read(rs, "resolved"));
    }
}
