package com.fingood.runbook.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of single results. */
final class CheckRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<LinkedHashMap<String, String>>> EVIDENCE = new TypeReference<>() {};
    private static final String OF_ATTEMPT = " where run = ? and moment = ? and suite = ? and attempt = ?";

    private final JdbcClient jdbc;

    CheckRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CheckKey key, int place, CheckResult check) {
        List<Object> values = new ArrayList<>(key.values());
        values.addAll(Arrays.asList(
                place,
                check.id(),
                check.outcome().label(),
                check.observed(),
                check.limit(),
                json(check.evidence()),
                check.warned(),
                check.severity(),
                check.message(),
                check.conserved(),
                check.sha256(),
                check.millis(),
                check.rows().content(),
                String.join("\n", check.rows().keys()),
                check.rows().complete()));
        jdbc.sql(
                        "insert into rb_check (run, moment, suite, attempt, place, check_id, outcome, observed, fails_from, evidence,"
                                + " warned, severity, message, conserved, sha256, millis, content_hash, key_hashes, keys_complete)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(values)
                .update();
    }

    List<CheckResult> of(CheckKey key) {
        return jdbc.sql("select * from rb_check" + OF_ATTEMPT + " order by place")
                .params(key.values())
                .query((row, n) -> read(row))
                .list();
    }

    private static CheckResult read(ResultSet row) throws SQLException {
        return new CheckResult(
                row.getString("check_id"),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                number(row, "observed"),
                number(row, "fails_from"),
                evidence(row.getString("evidence")),
                row.getBoolean("warned"),
                row.getString("severity"),
                row.getString("message"),
                row.getBoolean("conserved"),
                row.getString("sha256"),
                row.getLong("millis"),
                hashes(row));
    }

    private static RowHashes hashes(ResultSet row) throws SQLException {
        List<String> keys = row.getString("key_hashes").lines().toList();
        return new RowHashes(row.getString("content_hash"), keys, row.getBoolean("keys_complete"));
    }

    private static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static String json(List<Map<String, String>> evidence) {
        try {
            return JSON.writeValueAsString(evidence);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("evidence can't be written as JSON", e);
        }
    }

    private static List<Map<String, String>> evidence(String json) {
        try {
            return List.copyOf(JSON.readValue(json, EVIDENCE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored evidence does not read as JSON", e);
        }
    }
}
