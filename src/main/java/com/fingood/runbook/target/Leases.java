package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Timestamps;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run at a time per target. Each change of holder is one conditional statement, so that two nodes can't both win; an expired lease may
 * be taken, under a higher number.
 */
public final class Leases {

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;

    public Leases(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.own = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Takes the lease, or keeps it when the run has it already (its number stays).
     *
     * @throws Refusal REFUSED {@code lease-held} naming the run that has it
     */
    public Lease acquire(String target, String run, Duration length) {
        Optional<Lease> own = renew(target, run, length);
        if (own.isPresent()) {
            return own.get();
        }
        ensureRow(target);
        Instant now = Timestamps.now(clock);
        int won = jdbc.sql("update rb_lease set run = ?, fencing_number = fencing_number + 1, expires = ?, taken = ?"
                        + " where target = ? and (run is null or expires < ?)")
                .params(
                        run,
                        Timestamps.column(now.plus(length)),
                        Timestamps.column(now),
                        target,
                        Timestamps.column(now))
                .update();
        Lease holder = holder(target).orElse(null);
        // An incident may have taken it over since.
        if (won == 1 && holder != null && holder.run().equals(run)) {
            return holder;
        }
        throw Refusal.refused(
                "lease-held",
                "Target " + target + " belongs to " + (holder == null ? "another run" : "run " + holder.run())
                        + " at the moment. One run at a time changes a target: wait for its end, then try again.");
    }

    /**
     * Takes it from whoever has it, under a higher number: an incident is more urgent than a run. Asked again by the same owner it
     * keeps its number, since a repeated step must not fence itself off.
     */
    public Lease takeOver(String target, String owner, Duration length) {
        Optional<Lease> already = renew(target, owner, length);
        if (already.isPresent()) {
            return already.get();
        }
        ensureRow(target);
        Instant now = Timestamps.now(clock);
        jdbc.sql(
                        "update rb_lease set run = ?, fencing_number = fencing_number + 1, expires = ?, taken = ? where target = ?")
                .params(owner, Timestamps.column(now.plus(length)), Timestamps.column(now), target)
                .update();
        return holder(target)
                .filter(lease -> lease.run().equals(owner))
                .orElseThrow(() -> Refusal.refused(
                        "lease-held",
                        "Another incident took target " + target + " at the same moment. Look at its report."));
    }

    /** Prolongs the run's own lease, also when it expired and nobody took it; empty when it is not the run's. */
    public Optional<Lease> renew(String target, String run, Duration length) {
        Instant until = Timestamps.now(clock).plus(length);
        int renewed = jdbc.sql("update rb_lease set expires = ? where target = ? and run = ?")
                .params(Timestamps.column(until), target, run)
                .update();
        return renewed == 1 ? holder(target).filter(lease -> lease.run().equals(run)) : Optional.empty();
    }

    /** Gives it back; another run's is left alone. */
    public void release(String target, String run) {
        jdbc.sql("update rb_lease set run = null, expires = null where target = ? and run = ?")
                .params(target, run)
                .update();
    }

    /** Whoever has it, also when it expired and nobody took it since. */
    public Optional<Lease> holder(String target) {
        return jdbc.sql("select * from rb_lease where target = ? and run is not null")
                .param(target)
                .query(Leases::row)
                .optional();
    }

    /** @throws Refusal REFUSED {@code lease-lost} when the lease is not this run's or has expired */
    public Lease requireHeld(String target, String run) {
        return holder(target)
                .filter(lease -> lease.run().equals(run) && lease.expires().isAfter(clock.instant()))
                .orElseThrow(() -> Refusal.refused(
                        "lease-lost",
                        "Run " + run + " does not hold the lease of target " + target
                                + ", so it may not change it. Go back to the step that takes the lease."));
    }

    /**
     * The same, and that nobody had it in between: for a step that began under this number.
     *
     * @throws Refusal REFUSED {@code lease-lost}
     */
    public Lease requireHeld(String target, String run, long fencingNumber) {
        Lease held = requireHeld(target, run);
        if (held.fencingNumber() != fencingNumber) {
            throw Refusal.refused(
                    "lease-lost",
                    "Run " + run + " lost the lease of target " + target + " in between (number " + fencingNumber
                            + ", now " + held.fencingNumber() + "), so somebody else may have changed it. Compare its"
                            + " fingerprint before anything else.");
        }
        return held;
    }

    private void ensureRow(String target) {
        boolean there = jdbc.sql("select count(*) from rb_lease where target = ?")
                        .param(target)
                        .query(Integer.class)
                        .single()
                > 0;
        if (!there) {
            try {
                // In a transaction of its own: a lost race would otherwise end the caller's on PostgreSQL.
                own.executeWithoutResult(
                        status -> jdbc.sql("insert into rb_lease (target, fencing_number) values (?, 0)")
                                .param(target)
                                .update());
            } catch (DuplicateKeyException other) {
                // Another node was faster; the row is there, which is all that was wanted.
            }
        }
    }

    private static Lease row(ResultSet row, int number) throws SQLException {
        return new Lease(
                row.getString("target"),
                row.getString("run"),
                row.getLong("fencing_number"),
                Timestamps.read(row, "expires"));
    }
}
