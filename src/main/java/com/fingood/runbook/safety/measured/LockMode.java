package com.fingood.runbook.safety.measured;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** PostgreSQL's table locks, weakest first; each conflicts with more than the one before it. */
public enum LockMode {
    ACCESS_SHARE("AccessShareLock"),
    ROW_SHARE("RowShareLock"),
    ROW_EXCLUSIVE("RowExclusiveLock"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
    SHARE("ShareLock"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
    EXCLUSIVE("ExclusiveLock"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock");

    private final String mode;

    LockMode(String mode) {
        this.mode = mode;
    }

    /** As pg_locks names it. */
    public String mode() {
        return mode;
    }

    /** As statements and manuals name it, e.g. {@code ACCESS EXCLUSIVE}. */
    public String words() {
        return name().replace('_', ' ');
    }

    /** Whether others can't write meanwhile. */
    public boolean blocksWriters() {
        return compareTo(SHARE) >= 0;
    }

    /** Whether others can't even read meanwhile. */
    public boolean blocksReaders() {
        return this == ACCESS_EXCLUSIVE;
    }

    /** @return empty for what is no table lock, such as a predicate lock */
    public static Optional<LockMode> of(String mode) {
        return Arrays.stream(values()).filter(one -> one.mode.equals(mode)).findFirst();
    }

    static Comparator<LockMode> byStrength() {
        return Comparator.naturalOrder();
    }
}
