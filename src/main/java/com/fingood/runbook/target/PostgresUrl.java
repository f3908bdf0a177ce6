package com.fingood.runbook.target;

import org.postgresql.Driver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code jdbc:postgresql:} URL, read by the driver's own parser. */
final class PostgresUrl {

    private static final Pattern WITH_HOST = Pattern.compile("(jdbc:postgresql://[^/?]*)(/[^?]*)?(\\?.*)?");
    private static final Pattern WITHOUT_HOST = Pattern.compile("jdbc:postgresql:(/?[^/?]*)(\\?.*)?");

    private PostgresUrl() {}

    static boolean isValid(String url) {
        return (WITH_HOST.matcher(url).matches() || WITHOUT_HOST.matcher(url).matches())
                && Driver.parseURL(url, new Properties()) != null;
    }

    /** The database, as the driver understands the URL: the user's name when the URL has none. */
    static String databaseOf(String url, String username) {
        Properties parsed = Driver.parseURL(url, new Properties());
        String database = parsed == null ? null : parsed.getProperty("PGDBNAME");
        return database == null || database.isEmpty() ? username : database;
    }

    static String inDatabase(String url, String database) {
        String name = URLEncoder.encode(database, StandardCharsets.UTF_8);
        Matcher host = WITH_HOST.matcher(url);
        if (host.matches()) {
            return host.group(1) + "/" + name + orEmpty(host.group(3));
        }
        Matcher local = WITHOUT_HOST.matcher(url);
        if (local.matches()) {
            return "jdbc:postgresql:" + name + orEmpty(local.group(2));
        }
        throw new IllegalArgumentException("not a PostgreSQL URL");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
