package com.fingood.runbook.target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class BookkeepingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table:public.flyway_schema_history",
                "column:public.flyway_schema_history.version",
                "index:public.flyway_schema_history.flyway_schema_history_s_idx",
                "constraint:\"Odd \"\"schema\".runbook_undo_history.runbook_undo_history_pk",
                "position:public.runbook_undo_journal.id",
                "sequence:public.runbook_undo_journal.runbook_undo_journal_id_seq",
                "table:PUBLIC.RUNBOOK_LOCK",
                "comment:table public.flyway_schema_history",
                "comment:table column public.flyway_schema_history.version"
            })
    void what_belongs_to_our_own_tables_is_left_out(String key) {
        assertThat(keptSchema(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table:public.my_flyway_schema_history_x",
                "table:public.flyway_schema_history_old",
                "table:public.Flyway_Schema_History",
                "column:public.account.flyway_schema_history",
                "index:public.account.runbook_lock",
                "table:flyway_schema_history.account",
                "schema:flyway_schema_history",
                "table:public.\"x.flyway_schema_history\"",
                "function:public.flyway_schema_history(integer)",
                "comment:table public.account"
            })
    void what_only_sounds_like_them_is_kept(String key) {
        assertThat(keptSchema(key)).containsOnlyKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public.flyway_schema_history", "PUBLIC.RUNBOOK_LOCK"})
    void their_rows_are_left_out(String table) {
        Map<String, Fingerprint.TableData> data = new TreeMap<>();
        data.put(table, new Fingerprint.TableData(1, "x"));
        data.put("public.account", new Fingerprint.TableData(1, "x"));

        Fingerprint kept = new Fingerprint(new TreeMap<>(), new TreeMap<>(data)).withoutBookkeeping();

        assertThat(kept.data()).containsOnlyKeys("public.account");
    }

    private static Map<String, String> keptSchema(String key) {
        return new Fingerprint(new TreeMap<>(Map.of(key, "x")), new TreeMap<>())
                .withoutBookkeeping()
                .schema();
    }
}
