package com.fingood.runbook.audit;

import com.fingood.runbook.run.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Chains committed rows, in the order they were inserted; a row whose transaction commits later comes in a later seal. One sealer
 * works at a time, whichever node or command it belongs to. Signs a checkpoint every {@value #CHECKPOINT_EVERY} rows, at each
 * run's end, and for whatever it finds unsigned when it first looks.
 */
public final class LedgerSealer {

    static final int CHECKPOINT_EVERY = 100;

    private static final int BATCH = 500;

    /**
     * @param rows how many were sealed now
     * @param head how many are sealed in all
     * @param alarm why no checkpoint was signed although one was due: the ledger contradicts an earlier one, or the file can't be
     *     written. For the log and the people on duty
     */
    public record Sealed(int rows, long head, Optional<String> alarm) {}

    private record Batch(LedgerHead head, List<LedgerRow> rows) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Checkpoints checkpoints;
    private boolean looked;

    public LedgerSealer(DataSource dataSource, Checkpoints checkpoints) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        // A seal within a caller's transaction would hold the head for as long as that lasts.
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.checkpoints = checkpoints;
    }

    /** Seals every row that is committed by now. */
    public synchronized Sealed sealPending() {
        int rows = 0;
        boolean runEnded = false;
        Batch batch;
        do {
            batch = transaction.execute(status -> sealBatch());
            rows += batch.rows().size();
            runEnded |= batch.rows().stream().anyMatch(row -> row.type().equals("RunFinished"));
        } while (batch.rows().size() == BATCH);
        boolean look = rows > 0 || !looked;
        Optional<String> alarm = look ? checkpoint(batch.head(), runEnded || !looked) : Optional.empty();
        looked = true;
        return new Sealed(rows, batch.head().seq(), alarm);
    }

    private Batch sealBatch() {
        LedgerHead head = LedgerHead.lock(jdbc);
        List<LedgerRow> rows = jdbc.sql("select * from rb_ledger where seq is null order by entry limit " + BATCH)
                .query(LedgerRow::read)
                .list();
        if (rows.isEmpty()) {
            return new Batch(head, rows);
        }
        LedgerHead end = head.origin() == null ? firstHead() : head;
        for (LedgerRow row : rows) {
            end = seal(row, end);
        }
        end.write(jdbc);
        return new Batch(end, rows);
    }

    private static LedgerHead firstHead() {
        String origin = "runbook-ledger/" + UUID.randomUUID();
        return new LedgerHead(origin, 0, Chain.genesis(origin));
    }

    private LedgerHead seal(LedgerRow row, LedgerHead before) {
        long seq = before.seq() + 1;
        String hash = Chain.link(before.hash(), seq, row.contentHash());
        int sealed = jdbc.sql(
                        "update rb_ledger set seq = ?, previous_hash = ?, hash = ? where entry = ? and seq is null")
                .params(seq, before.hash(), hash, row.entry())
                .update();
        if (sealed != 1) {
            throw new IllegalStateException("a row of the ledger was sealed past the lock of its head");
        }
        return new LedgerHead(before.origin(), seq, hash);
    }

    private Optional<String> checkpoint(LedgerHead head, boolean now) {
        try {
            if (head.seq() > 0) {
                checkpoints.signWhenDue(head, now ? 1 : CHECKPOINT_EVERY);
            }
            return Optional.empty();
        } catch (Refusal | UncheckedIOException e) {
            System.getLogger(LedgerSealer.class.getName()).log(System.Logger.Level.ERROR, e.getMessage());
            return Optional.of(e.getMessage());
        }
    }
}
