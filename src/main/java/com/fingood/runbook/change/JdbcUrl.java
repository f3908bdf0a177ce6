package com.fingood.runbook.change;

/** A JDBC URL as it may be hashed and shown. */
final class JdbcUrl {

    private static final String SECRET = "user|username|password|passwd|pwd|sslpassword|token";

    private JdbcUrl() {}

    /** Without user and password, whether they stand as parameters ({@code ?user=}, {@code ;PASSWORD=}) or before the host. */
    static String withoutCredentials(String url) {
        String bare = url.replaceFirst("//[^/?;@]*@", "//");
        String semicolons = bare.replaceAll("(?i);(" + SECRET + ")=[^;]*", "");
        String parameters = semicolons.replaceAll("(?i)(?<=[?&])(" + SECRET + ")=[^&]*&?", "");
        return parameters.replaceAll("[?&]$", "");
    }
}
