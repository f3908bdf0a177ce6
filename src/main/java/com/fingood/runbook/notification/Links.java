package com.fingood.runbook.notification;

import com.fingood.runbook.run.Refusal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;

/** Addresses that open something of this server in a browser; {@code runbook.url} says how people reach it. */
public final class Links {

    private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

    private final Supplier<String> base;

    /** @param base without a slash at its end; asked each time, since a port may be known only once the server listens */
    public Links(Supplier<String> base) {
        this.base = base;
    }

    /** Opens a task in Tasklist, after the login where one is needed. */
    public String task(String id) {
        return base.get() + TASK + id;
    }

    /**
     * The configured address without a slash at its end.
     *
     * @param url null or blank = not configured, and null is returned
     * @throws Refusal BAD_INPUT {@code bad-configuration} naming key, value and what is right
     */
    public static String base(String url) {
        if (url == null || url.isBlank()) {
            return null;
        }
        if (!isBase(url.strip())) {
            throw Refusal.badInput(
                    "bad-configuration",
                    "runbook.url is '" + url + "'; it must be the address at which people reach this server, such as"
                            + " https://runbook.fingood.com, without a login, a query or a '#'.");
        }
        return url.strip().replaceAll("/+$", "");
    }

    private static boolean isBase(String text) {
        try {
            URI url = new URI(text);
            return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
