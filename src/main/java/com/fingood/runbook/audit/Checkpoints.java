package com.fingood.runbook.audit;

import com.fingood.runbook.run.PrivateFiles;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Timestamps;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The signed checkpoints of one RUNBOOK_HOME, in {@code audit-checkpoints.log} there: outside the database, so that whoever can
 * rewrite the ledger can't rewrite what was said of it. Copies stand in the database, so that a lost file is noticed. Each node
 * signs with its own key.
 */
public final class Checkpoints {

    private final Path home;
    private final AppendOnlyFile file;
    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;

    /** @param home RUNBOOK_HOME */
    public Checkpoints(Path home, DataSource dataSource, Clock clock) {
        this.home = home;
        this.file = new AppendOnlyFile(home.resolve("audit-checkpoints.log"));
        this.jdbc = JdbcClient.create(dataSource);
        this.own = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    Path path() {
        return file.path();
    }

    boolean fileExists() {
        return file.exists();
    }

    List<String> lines() {
        return file.lines();
    }

    Optional<SigningKey> key() {
        return SigningKey.existing(home);
    }

    SigningKey keyOnFirstNeed() {
        return SigningKey.at(home);
    }

    /**
     * Signs the head when it is at least that many rows beyond the last checkpoint here. Errors as {@link #sign}; a contradiction is
     * raised also when no signature is due.
     */
    void signWhenDue(LedgerHead head, int rows) {
        Optional<Checkpoint> last = newest(file.newestLines());
        last.ifPresent(this::requireInChain);
        if (last.isEmpty() || head.seq() - last.get().seq() >= rows) {
            sign(head);
        }
    }

    /**
     * Signs the head, unless it is signed already.
     *
     * @return the newest checkpoint of this home
     * @throws Refusal FAILED {@code ledger-contradicts-checkpoint}: no signature is given to a chain that lost what was signed before
     */
    Checkpoint sign(LedgerHead head) {
        try {
            PrivateFiles.home(home);
            SigningKey key = keyOnFirstNeed();
            file.append(lines -> next(key, head, lines));
            Checkpoint signed = newest(file.newestLines()).orElseThrow();
            keepCopy(signed);
            return signed;
        } catch (UncheckedIOException e) {
            throw new Refusal(
                    Refusal.Kind.FAILED,
                    "checkpoint-not-written",
                    "The audit checkpoint was not written: " + e.getMessage() + ". Check the disk under RUNBOOK_HOME.",
                    e);
        }
    }

    private Optional<String> next(SigningKey key, LedgerHead head, List<String> lines) {
        Optional<Checkpoint> last = newest(lines);
        last.ifPresent(this::requireInChain);
        if (last.isPresent()
                && last.get().seq() >= head.seq()
                && last.get().key().equals(key.publicKey())) {
            return Optional.empty();
        }
        String previous =
                last.map(checkpoint -> Chain.sha256(checkpoint.line())).orElse("");
        return Optional.of(Checkpoint.sign(key, head, Canonical.instant(clock.instant()), previous)
                .line());
    }

    private void requireInChain(Checkpoint last) {
        boolean there = LedgerHead.read(jdbc)
                        .filter(head -> last.origin().equals(head.origin()))
                        .isPresent()
                && jdbc.sql("select hash from rb_ledger where seq = ?")
                        .param(last.seq())
                        .query(String.class)
                        .optional()
                        .filter(last.hash()::equals)
                        .isPresent();
        if (!there) {
            throw Refusal.failed(
                    "ledger-contradicts-checkpoint",
                    "The audit ledger no longer contains row " + last.seq() + " as the checkpoint of " + last.at()
                            + " signed it. No new checkpoint was signed. Run 'runbook audit verify' and call the security team.");
        }
    }

    private void keepCopy(Checkpoint signed) {
        try {
            own.executeWithoutResult(status -> jdbc.sql(
                            "insert into rb_ledger_checkpoint (key_id, seq, line, written) values (?, ?, ?, ?)")
                    .params(signed.keyId(), signed.seq(), signed.line(), Timestamps.column(clock.instant()))
                    .update());
        } catch (DuplicateKeyException e) {
            // Another thread of this home signed the same head.
        }
    }

    /** The newest undamaged one. */
    static Optional<Checkpoint> newest(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Optional<Checkpoint> checkpoint = Checkpoint.parse(lines.get(i));
            if (checkpoint.isPresent()) {
                return checkpoint;
            }
        }
        return Optional.empty();
    }
}
