package com.fingood.runbook.target;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database looked like at one moment: object key -> hash of its definition and table -> rows and
 * order-independent hash. Comparable across a dump and restore of the same major version.
 *
 * @param schema object key ({@code table:public.accounts}, {@code column:public.accounts.id}, ...) -> hash; for column position
 *     see {@link #POSITION}
 * @param data qualified table name ({@code public.accounts}) -> rows and hash
 */
public record Fingerprint(SortedMap<String, String> schema, SortedMap<String, TableData> data) {

    /** Keys with this prefix hold a column's position: drop and re-add moves a column to the end, a warning and no failure. */
    public static final String POSITION = "position:";

    /** Tables that the product and Flyway keep on a target; they change with every migration and are not part of a comparison. */
    public static final Set<String> BOOKKEEPING = Set.of(
            "flyway_schema_history",
            "runbook_undo_history",
            "runbook_undo_journal",
            "runbook_repair_journal",
            "runbook_fence",
            "runbook_lock");

    /** @param rows number of rows; @param hash order-independent hash over all rows */
    public record TableData(long rows, String hash) {}

    /** @param key object key or {@code data:<table>}; @param before null when added; @param after null when gone */
    public record Difference(String key, String before, String after) {
        @Override
        public String toString() {
            if (before == null) {
                return key + " is new";
            }
            return after == null ? key + " is gone" : key + " differs";
        }
    }

    public Fingerprint {
        schema = Collections.unmodifiableSortedMap(new TreeMap<>(schema));
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    }

    /** SHA-256 over everything in it, 64 hex digits. */
    public String digest() {
        StringBuilder text = new StringBuilder();
        schema.forEach((key, hash) -> text.append(key).append('=').append(hash).append('\n'));
        data.forEach((table, d) -> text.append("data:")
                .append(table)
                .append('=')
                .append(d.rows())
                .append('/')
                .append(d.hash())
                .append('\n'));
        return sha256(text.toString());
    }

    /** The same without the tables of {@link #BOOKKEEPING} and all that belongs to them. */
    public Fingerprint withoutBookkeeping() {
        SortedMap<String, String> objects = new TreeMap<>(schema);
        objects.keySet().removeIf(BookkeepingKeys::isObject);
        SortedMap<String, TableData> tables = new TreeMap<>(data);
        tables.keySet().removeIf(BookkeepingKeys::isTable);
        return new Fingerprint(objects, tables);
    }

    /** The schema alone, without bookkeeping: what {@link Target#schema} compares with. */
    public Fingerprint schemaOnly() {
        return new Fingerprint(schema, new TreeMap<>()).withoutBookkeeping();
    }

    /** The same without column positions. */
    public Fingerprint ignoringPositions() {
        SortedMap<String, String> objects = new TreeMap<>(schema);
        objects.keySet().removeIf(key -> key.startsWith(POSITION));
        return new Fingerprint(objects, data);
    }

    /** Everything in which {@code after} differs from this, in order of key; empty = equal. */
    public List<Difference> differencesTo(Fingerprint after) {
        List<Difference> found = new ArrayList<>();
        compare(schema, after.schema, "", found);
        compare(data, after.data, "data:", found);
        return found;
    }

    private static void compare(Map<String, ?> before, Map<String, ?> after, String prefix, List<Difference> found) {
        SortedSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            Object one = before.get(key);
            Object other = after.get(key);
            if (one == null || !one.equals(other)) {
                found.add(new Difference(
                        prefix + key, one == null ? null : one.toString(), other == null ? null : other.toString()));
            }
        }
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
