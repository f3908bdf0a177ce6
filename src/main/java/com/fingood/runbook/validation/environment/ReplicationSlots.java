package com.fingood.runbook.validation.environment;

import java.sql.SQLException;
import java.util.List;

/** Slots whose consumer is away, or has lost the log that it needs. A slot is how the primary knows that a standby should be there. */
final class ReplicationSlots {

    private static final int FIRST_WITH_WAL_STATUS = 13;

    private record Slot(String name, boolean active, String walStatus, double kept) {
        boolean isLost() {
            return "lost".equals(walStatus) || "unreserved".equals(walStatus);
        }

        String words() {
            return "%s: %s%s, keeps %s of the log back"
                    .formatted(
                            name,
                            active ? "in use" : "nobody uses it",
                            walStatus == null ? "" : ", its log is " + walStatus,
                            Words.bytes(kept));
        }
    }

    private final Visit visit;

    ReplicationSlots(Visit visit) {
        this.visit = visit;
    }

    Finding judged() throws SQLException {
        List<Slot> slots = read();
        if (slots.isEmpty()) {
            return Finding.notApplicable("There is no replication slot.");
        }
        List<Slot> bad =
                slots.stream().filter(slot -> !slot.active() || slot.isLost()).toList();
        return bad.isEmpty()
                ? Finding.passed(Words.count(slots.size(), "replication slot is", "replication slots are") + " in use.")
                        .proven(slots.stream().map(Slot::words).toList())
                : Finding.failed(
                                "%s without its standby or subscriber, or behind what the log still holds."
                                        .formatted(Words.count(
                                                bad.size(), "replication slot is", "replication slots are")),
                                "Bring the standby or subscriber back; drop a slot that nobody needs any more (pg_drop_replication_slot), it fills the disk.")
                        .proven(bad.stream().map(Slot::words).toList());
    }

    private List<Slot> read() throws SQLException {
        Catalogue catalogue = visit.catalogue();
        String status = catalogue.major() >= FIRST_WITH_WAL_STATUS ? "wal_status" : "NULL::text";
        return catalogue.list(
                "SELECT slot_name, active, " + status
                        + ", coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0) FROM pg_replication_slots"
                        + " WHERE NOT temporary ORDER BY slot_name",
                row -> new Slot(row.getString(1), row.getBoolean(2), row.getString(3), row.getDouble(4)));
    }
}
