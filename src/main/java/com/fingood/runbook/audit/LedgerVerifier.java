package com.fingood.runbook.audit;

import com.fingood.runbook.run.Timestamps;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says whether the ledger is what was written: every row in its place and unchanged, the end where the head says, and every signed
 * checkpoint a prefix of the chain. Rows cut off since the last checkpoint, head and all, and rows deleted in the second before their
 * sealing are beyond what it can see.
 */
public final class LedgerVerifier {

    private static final Duration SEALED_WITHIN = Duration.ofSeconds(60);

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final Checkpoints checkpoints;
    private final Clock clock;

    public LedgerVerifier(DataSource dataSource, Checkpoints checkpoints, Clock clock) {
        this.template = new JdbcTemplate(dataSource);
        this.template.setFetchSize(1_000);
        this.jdbc = JdbcClient.create(template);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /** Changes nothing. Works beside sealers; unsealed rows younger than 60 s are no fault. */
    public LedgerReport verify() {
        // Before the snapshot: what is signed by now is surely in it.
        List<String> lines = checkpoints.lines();
        return snapshot.execute(status -> verify(lines));
    }

    private LedgerReport verify(List<String> lines) {
        Optional<LedgerHead> found = LedgerHead.read(jdbc);
        LedgerHead head = found.orElse(new LedgerHead(null, 0, null));
        List<String> copies = jdbc.sql("select line from rb_ledger_checkpoint order by seq, key_id")
                .query(String.class)
                .list();
        CheckpointReview review = new CheckpointReview(checkpoints, lines, copies);
        ChainWalk walk = new ChainWalk(head.origin(), review.places());
        template.query(
                "select * from rb_ledger where seq is not null order by seq",
                (java.sql.ResultSet row) -> walk.visit(LedgerRow.read(row, 0)));
        walk.end(head);
        review.review(head, walk);

        List<String> problems = new ArrayList<>();
        walk.firstBreak().ifPresent(broken -> problems.add(broken.what()));
        if (found.isEmpty()) {
            problems.add("the head of the ledger is gone");
        }
        problems.addAll(review.problems());
        InsertOnly.problem(jdbc, isPostgres()).ifPresent(problems::add);
        return report(walk, review, problems);
    }

    private LedgerReport report(ChainWalk walk, CheckpointReview review, List<String> problems) {
        long unsealed = count("seq is null");
        Optional<Duration> oldest = oldestUnsealed();
        List<String> doubts = new ArrayList<>(review.doubts());
        oldest.filter(age -> age.compareTo(SEALED_WITHIN) > 0)
                .ifPresent(age -> doubts.add(unsealed + " rows are not sealed, the oldest for " + age.toSeconds()
                        + " s: nobody seals, or a transaction stayed open that long"));
        long sealed = count("seq is not null");
        return new LedgerReport(
                verdict(problems, doubts),
                sealed + unsealed,
                sealed,
                unsealed,
                oldest,
                walk.firstBreak(),
                walk.hash(),
                review.held(),
                List.copyOf(problems),
                List.copyOf(doubts));
    }

    private static Verdict verdict(List<String> problems, List<String> doubts) {
        if (!problems.isEmpty()) {
            return Verdict.FAILED;
        }
        return doubts.isEmpty() ? Verdict.PASSED : Verdict.UNKNOWN;
    }

    private long count(String which) {
        return jdbc.sql("select count(*) from rb_ledger where " + which)
                .query(Long.class)
                .single();
    }

    private Optional<Duration> oldestUnsealed() {
        Instant now = clock.instant();
        return jdbc.sql("select happened from rb_ledger where seq is null order by happened limit 1")
                .query((row, number) -> Timestamps.read(row, "happened"))
                .optional()
                .map(oldest -> Duration.between(oldest, now));
    }

    private boolean isPostgres() {
        return template.execute((ConnectionCallback<Boolean>)
                connection -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL"));
    }
}
