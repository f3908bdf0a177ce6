package com.fingood.runbook.incident;

import java.util.LinkedHashMap;
import java.util.Map;

/** What H2 is asked about itself, by file, and what it does not have. */
final class H2Queries {

    static final Map<String, String> ALL = new LinkedHashMap<>();

    static final Map<String, String> NOT_APPLICABLE = new LinkedHashMap<>();

    static {
        ALL.put(
                "activity.json",
                """
                select session_id, user_name, session_start, isolation_level, session_state, blocker_id, contains_uncommitted,
                       executing_statement_start, sleep_since, executing_statement as statement
                from information_schema.sessions order by session_id""");
        ALL.put(
                "locks.json",
                "select session_id, table_schema, table_name, lock_type from information_schema.locks order by session_id");
        ALL.put(
                "prepared-transactions.json",
                "select transaction_name, transaction_state from information_schema.in_doubt order by transaction_name");
        ALL.put(
                "settings.json",
                """
                select setting_name, setting_value from information_schema.settings
                where lower(setting_name) not like '%password%' order by setting_name""");
        NOT_APPLICABLE.put("replication.json", "H2 has no replication.");
        NOT_APPLICABLE.put("server-log.json", "H2 keeps no log that can be read over SQL.");
    }

    private H2Queries() {}
}
