package com.fingood.runbook.incident;

import com.fingood.runbook.run.Refusal;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the server's own log, where the role may read it: moment, severity and message of each line. What is in quotes, numbers in
 * messages, and lines that tell statements, details and parameters are left out, since rows' values stand there.
 */
final class ServerLog {

    private static final int BYTES = 262_144;
    private static final Pattern LINE = Pattern.compile("^(.*?)\\b(LOG|WARNING|ERROR|FATAL|PANIC):\\s+(.*)$");
    private static final Pattern VALUES = Pattern.compile("\"[^\"]*\"?|'[^']*'?|\\b\\d[\\w.:-]*");
    private static final Pattern STATEMENT = Pattern.compile("(statement|execute [^:]*|parse [^:]*|bind [^:]*):.*");

    private ServerLog() {}

    static Object tail(TargetReader reader) throws SQLException {
        String file = (String) reader.rows("select pg_catalog.pg_current_logfile() as file")
                .get(0)
                .get("file");
        if (file == null) {
            throw Refusal.failed(
                    "no-log",
                    "The server writes no log file of its own (logging_collector is off), so SQL can't read it.");
        }
        String quoted = "'" + file.replace("'", "''") + "'";
        String text = (String) reader.rows("select pg_catalog.pg_read_file(" + quoted
                        + ", greatest(0, (pg_catalog.pg_stat_file(" + quoted + ")).size - " + BYTES + "), " + BYTES
                        + ") as text")
                .get(0)
                .get("text");
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", file);
        document.put("lines", lines(text));
        return document;
    }

    static List<String> lines(String text) {
        return text.lines().map(ServerLog::shown).filter(Objects::nonNull).toList();
    }

    private static String shown(String line) {
        Matcher known = LINE.matcher(line);
        if (!known.matches()) {
            return null;
        }
        String message = STATEMENT.matcher(known.group(3)).replaceFirst("$1: ?");
        return known.group(1) + known.group(2) + ": " + VALUES.matcher(message).replaceAll("?");
    }
}
