package com.fingood.runbook.audit;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.fingood.runbook.run.RunEvent;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** A ledger in a fresh database with a RUNBOOK_HOME of its own and a clock that the test moves. */
final class LedgerFixture implements AutoCloseable {

    static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-02T10:15:30.123456789Z");

        void move(java.time.Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final MovableClock clock = new MovableClock();
    final Path home;
    final HikariDataSource pool;
    final JdbcTemplate jdbc;
    final TransactionTemplate transaction;
    final Ledger ledger;
    final String dialect;

    LedgerFixture(TestDatabase kind) {
        this.dialect = kind.dialect();
        this.pool = OwnDatabaseForTests.migrated(kind);
        this.jdbc = new JdbcTemplate(pool);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        this.ledger = new Ledger(pool);
        try {
            this.home = Files.createTempDirectory("rb-home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Checkpoints checkpoints() {
        return new Checkpoints(home, pool, clock);
    }

    LedgerSealer sealer() {
        return new LedgerSealer(pool, checkpoints());
    }

    LedgerReport verify() {
        return new LedgerVerifier(pool, checkpoints(), clock).verify();
    }

    LedgerExport exporter() {
        return new LedgerExport(pool, checkpoints(), clock);
    }

    void publish(String run, String type, Map<String, Object> details) {
        ledger.publish(new RunEvent(type, run, "ledger", "operator", clock.instant(), details));
    }

    /** That many sealed rows of one run, each signed by a checkpoint only when the sealer finds it due. */
    LedgerFixture withSealedRows(int rows) {
        for (int i = 1; i <= rows; i++) {
            publish("ledger-2.1-0001", "StepTaken", Map.of("step", i));
        }
        sealer().sealPending();
        return this;
    }

    /** What somebody does who owns the tables and wants to get round the triggers. */
    void tamper(String... statements) {
        triggers("disable");
        for (String statement : statements) {
            jdbc.execute(statement);
        }
        triggers("enable");
    }

    private void triggers(String how) {
        if (dialect.equals("postgresql")) {
            for (String table : new String[] {"rb_ledger", "rb_ledger_head", "rb_ledger_checkpoint"}) {
                jdbc.execute("alter table " + table + " " + how + " trigger user");
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
