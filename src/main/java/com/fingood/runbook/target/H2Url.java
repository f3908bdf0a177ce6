package com.fingood.runbook.target;

import java.nio.file.Path;
import java.util.Locale;

/** The parts of a {@code jdbc:h2:file:} URL: {@code jdbc:h2:file:<path>;KEY=value;...}. */
final class H2Url {

    static final String PREFIX = "jdbc:h2:file:";

    private H2Url() {}

    /** The path as the URL has it, without settings and without H2's suffix {@code .mv.db}. */
    static String fileOf(String url) {
        return url.substring(PREFIX.length(), endOfPath(url));
    }

    /** @param file a path; a bare name lies beside the URL's own file */
    static String withFile(String url, String file) {
        return PREFIX + beside(fileOf(url), file) + url.substring(endOfPath(url));
    }

    /** The same with the setting, unless the URL says something about it already. */
    static String withDefault(String url, String key, String value) {
        return has(url, key) ? url : url + ";" + key + "=" + value;
    }

    static boolean has(String url, String key) {
        return url.toUpperCase(Locale.ROOT).contains(";" + key + "=");
    }

    static boolean hasValue(String url, String key, String value) {
        return (url + ";").toUpperCase(Locale.ROOT).contains(";" + key + "=" + value + ";");
    }

    private static String beside(String own, String file) {
        boolean bare = !file.contains("/") && Path.of(file).getParent() == null;
        int folder = own.lastIndexOf('/');
        return bare && folder >= 0 ? own.substring(0, folder + 1) + file : file;
    }

    private static int endOfPath(String url) {
        int settings = url.indexOf(';');
        return settings < 0 ? url.length() : settings;
    }
}
