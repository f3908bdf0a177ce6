package com.fingood.runbook.cli;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvents;

import javax.sql.DataSource;

import java.util.Optional;

/**
 * The engine's database where a command can do without it: there it is told what happened, elsewhere the person is told that it
 * was not. A home in which no server ever ran has none, and nobody misses it.
 */
final class EngineAtHand implements AutoCloseable {

    /** Code of the refusal that says so. */
    static final String NEVER_RAN = "no-engine-database";

    private final OwnDatabase database;

    private EngineAtHand(OwnDatabase database) {
        this.database = database;
    }

    /** For commands that only read what lies on the disk. */
    static EngineAtHand none() {
        return new EngineAtHand(null);
    }

    static EngineAtHand of(Invocation invocation) {
        try {
            return new EngineAtHand(invocation.configuration().openEngine());
        } catch (Refusal e) {
            if (e.kind() != Refusal.Kind.UNREACHABLE) {
                throw e;
            }
            if (!e.code().equals(NEVER_RAN)) {
                invocation.answers().say("Not recorded in the audit ledger: " + e.getMessage());
            }
            return new EngineAtHand(null);
        }
    }

    Optional<DataSource> dataSource() {
        return Optional.ofNullable(database).map(OwnDatabase::dataSource);
    }

    /** The audit ledger, where there is one. */
    RunEvents events() {
        return database == null ? RunEvents.nowhere() : new Ledger(database.dataSource());
    }

    /** Backups live in their folders; with a database at hand its index is kept as well. */
    Backups backups(Invocation invocation) {
        return new Backups(
                dataSource().orElse(null), events(), invocation.surroundings().clock());
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
