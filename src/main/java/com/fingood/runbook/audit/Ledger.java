package com.fingood.runbook.audit;

import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Writes down what happened, in the caller's transaction: no act without its row, no row without its act. The row is not chained
 * yet, so that no transaction waits for another; {@link LedgerSealer} does that after the commit. On PostgreSQL triggers refuse
 * every change of a row but its sealing; H2 has no such triggers, there only chain and checkpoints show a change.
 */
public final class Ledger implements RunEvents {

    private static final int COLUMN = 120;

    private final JdbcClient jdbc;

    public Ledger(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void publish(RunEvent event) {
        jdbc.sql("insert into rb_ledger (run, id, type, target, actor, happened, details) values (?, ?, ?, ?, ?, ?, ?)")
                .param(cut(event.run()))
                .param(UUID.randomUUID().toString())
                .param(cut(event.type()))
                .param(cut(event.target()))
                .param(cut(event.actor()))
                .param(Timestamps.column(event.at()))
                .param(Canonical.write(Redaction.check(event.details())))
                .update();
    }

    /** Rows of a run in the order they were written, sealed or not. */
    public List<LedgerRow> of(RunId run) {
        return jdbc.sql("select * from rb_ledger where run = ? order by entry")
                .param(run.value())
                .query(LedgerRow::read)
                .list();
    }

    /** Rows of a period, {@code from} included, {@code to} excluded, in the order they were written. */
    public List<LedgerRow> between(Instant from, Instant to) {
        return jdbc.sql("select * from rb_ledger where happened >= ? and happened < ? order by entry")
                .params(Timestamps.column(from), Timestamps.column(to))
                .query(LedgerRow::read)
                .list();
    }

    private static String cut(String text) {
        String clean = Redaction.text(text);
        return clean == null || clean.length() <= COLUMN ? clean : clean.substring(0, COLUMN - 1) + "…";
    }
}
