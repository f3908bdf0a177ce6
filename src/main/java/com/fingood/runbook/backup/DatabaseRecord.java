package com.fingood.runbook.backup;

import java.util.List;

/**
 * {@code database.json}: what belongs to a database but not to a dump of it. For H2 only the name is filled.
 *
 * @param locale as CREATE DATABASE needs it; null for H2
 * @param connectionLimit -1 = none
 * @param acl who may what on the database itself, PUBLIC as an empty grantee
 * @param settings ALTER DATABASE ... SET and ALTER ROLE ... IN DATABASE ... SET
 * @param comment null when there is none
 */
record DatabaseRecord(
        String name,
        String owner,
        Locale locale,
        String tablespace,
        int connectionLimit,
        List<Grant> acl,
        List<Setting> settings,
        String comment) {

    /**
     * @param provider {@code libc}, {@code icu} or {@code builtin}
     * @param providerLocale locale of the provider; null for libc
     * @param rules ICU rules; null for none
     */
    record Locale(
            String encoding, String collate, String ctype, String provider, String providerLocale, String rules) {}

    /** @param grantee role; empty = PUBLIC */
    record Grant(String grantee, String privilege, boolean grantable) {}

    /** @param role null when it is the database's own setting */
    record Setting(String role, String name, String value) {}

    DatabaseRecord {
        acl = List.copyOf(acl);
        settings = List.copyOf(settings);
    }

    static DatabaseRecord nameOnly(String name) {
        return new DatabaseRecord(name, null, null, null, -1, List.of(), List.of(), null);
    }
}
