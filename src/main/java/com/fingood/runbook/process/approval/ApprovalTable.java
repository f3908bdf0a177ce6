package com.fingood.runbook.process.approval;

import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Our own table of approvals (rb_approval); every call joins the caller's transaction. */
final class ApprovalTable {

    private static final String COLUMNS = "run, round, approval, because, digest, undo_sha256, asked_at, due_at,"
            + " expires_at, usable_until, decision, decided_by, decided_at, voided_at, voided_because";

    private final JdbcClient jdbc;

    ApprovalTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void insert(Approval a) {
        jdbc.sql("insert into rb_approval (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        a.run(),
                        a.round(),
                        a.kind().label(),
                        a.because(),
                        a.digest(),
                        a.undo(),
                        Timestamps.column(a.asked()),
                        Timestamps.column(a.due()),
                        Timestamps.column(a.expires()),
                        Timestamps.column(a.usableUntil()),
                        a.decision(),
                        a.decidedBy(),
                        Timestamps.column(a.decidedAt()),
                        Timestamps.column(a.voided()),
                        a.voidedBecause())
                .update();
    }

    /** All rounds, oldest first. */
    List<Approval> of(RunId run) {
        return jdbc.sql("select " + COLUMNS + " from rb_approval where run = ? order by round, approval")
                .param(run.value())
                .query(ApprovalTable::row)
                .list();
    }

    /** Makes others who decide on this run wait until this transaction has ended. */
    void lock(RunId run) {
        jdbc.sql("select approval from rb_approval where run = ? for update")
                .param(run.value())
                .query()
                .listOfRows();
    }

    /** @return false when somebody answered before, or it was voided */
    boolean answer(Approval asked, String decision, String person, Instant at) {
        return jdbc.sql(
                                "update rb_approval set decision = ?, decided_by = ?, decided_at = ?"
                                        + " where run = ? and round = ? and approval = ? and decision is null and voided_at is null")
                        .params(
                                decision,
                                person,
                                Timestamps.column(at),
                                asked.run(),
                                asked.round(),
                                asked.kind().label())
                        .update()
                == 1;
    }

    void voidAll(RunId run, String because, Instant at) {
        jdbc.sql("update rb_approval set voided_at = ?, voided_because = ? where run = ? and voided_at is null")
                .params(Timestamps.column(at), because, run.value())
                .update();
    }

    private static Approval row(ResultSet rs, int number) throws SQLException {
        return new Approval(
                rs.getString("run"),
                rs.getInt("round"),
                ApprovalKind.of(rs.getString("approval")),
                rs.getString("because"),
                rs.getString("digest"),
                rs.getString("undo_sha256"),
                Timestamps.read(rs, "asked_at"),
                Timestamps.read(rs, "due_at"),
                Timestamps.read(rs, "expires_at"),
                Timestamps.read(rs, "usable_until"),
                rs.getString("decision"),
                rs.getString("decided_by"),
                Timestamps.read(rs, "decided_at"),
                Timestamps.read(rs, "voided_at"),
                rs.getString("voided_because"));
    }
}
