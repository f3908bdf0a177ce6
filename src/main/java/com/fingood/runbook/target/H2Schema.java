package com.fingood.runbook.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The objects of an H2 database: the lines that its catalogue has about each, under one key. */
final class H2Schema {

    private static final String LINES = Resources.text("h2-schema.sql");

    /** H2 names a constraint like this when nobody else did; a copy or a second attempt may get another number. */
    private static final Pattern NAMED_BY_H2 = Pattern.compile("CONSTRAINT_[0-9A-F]+(_\\d+)?");

    private record ObjectId(String kind, String schema, String name, String part) {}

    private H2Schema() {}

    static SortedMap<String, String> of(Statement statement) throws SQLException {
        SortedMap<String, String> hashes = new TreeMap<>();
        objects(statement).forEach((id, lines) -> {
            String hash = Fingerprint.sha256(String.join("\n", lines)).substring(0, 32);
            // Functions may share a name; then every one of them counts.
            hashes.merge(key(id, hash), hash, (one, other) -> Fingerprint.sha256(one + other));
        });
        return hashes;
    }

    private static Map<ObjectId, List<String>> objects(Statement statement) throws SQLException {
        Map<ObjectId, List<String>> objects = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(LINES)) {
            while (rows.next()) {
                ObjectId id = new ObjectId(
                        rows.getString("kind"), rows.getString("s"), rows.getString("t"), rows.getString("part"));
                objects.computeIfAbsent(id, absent -> new ArrayList<>())
                        .add(rows.getInt("line") + " " + rows.getString("definition"));
            }
        }
        return objects;
    }

    private static String key(ObjectId id, String hash) {
        StringJoiner name = new StringJoiner(".", id.kind() + ":", "");
        name.add(H2Names.shown(id.schema()));
        if (id.name() != null) {
            name.add(H2Names.shown(id.name()));
        }
        if (id.part() != null) {
            boolean unnamed = id.kind().equals("constraint")
                    && NAMED_BY_H2.matcher(id.part()).matches();
            name.add(unnamed ? "unnamed-" + hash.substring(0, 8) : H2Names.shown(id.part()));
        }
        return name.toString();
    }
}
