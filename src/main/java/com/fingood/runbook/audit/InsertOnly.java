package com.fingood.runbook.audit;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The triggers that let the ledger's tables only grow. PostgreSQL only: H2 would need a Java class in every process that opens it. */
final class InsertOnly {

    private static final Set<String> TRIGGERS = Set.of(
            "rb_ledger_update",
            "rb_ledger_delete",
            "rb_ledger_truncate",
            "rb_ledger_head_update",
            "rb_ledger_head_delete",
            "rb_ledger_head_truncate",
            "rb_ledger_checkpoint_change",
            "rb_ledger_checkpoint_truncate");

    private InsertOnly() {}

    /** What is wrong with them, in words. */
    static Optional<String> problem(JdbcClient jdbc, boolean postgres) {
        if (!postgres) {
            return Optional.empty();
        }
        Set<String> missing = new TreeSet<>(TRIGGERS);
        missing.removeAll(jdbc.sql("select tgname from pg_trigger where tgenabled in ('O', 'A') and tgrelid in"
                        + " ('rb_ledger'::regclass, 'rb_ledger_head'::regclass, 'rb_ledger_checkpoint'::regclass)")
                .query(String.class)
                .list());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the triggers that keep the ledger insert-only are dropped or disabled: "
                        + String.join(", ", missing) + "; a restart of the server puts dropped ones back");
    }
}
