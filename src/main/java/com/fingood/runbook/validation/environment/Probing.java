package com.fingood.runbook.validation.environment;

/** What every probe has in common: not configured is unknown, configured and not answering is failed. */
final class Probing {

    /** Judges the body of an answer of status 2xx. */
    interface Judging {
        Finding of(String body);
    }

    private final HttpProbe http;
    private final Visit visit;

    Probing(HttpProbe http, Visit visit) {
        this.http = http;
        this.visit = visit;
    }

    /** @param system e.g. {@code The monitoring system} */
    Finding health(String key, String url, String system) {
        return asked(key, url, system, body -> Finding.passed(system + " answers that it is well."));
    }

    /**
     * @param key below the target's, e.g. {@code probes.alerts}
     * @param url null or blank = not configured
     */
    Finding asked(String key, String url, String system, Judging judging) {
        if (url == null || url.isBlank()) {
            return Finding.unknown(
                    system + " is not configured, so nothing is known of it.",
                    "Set " + visit.key(key) + " to the URL where it tells its state.");
        }
        try {
            HttpProbe.Answer answer = http.get(url, visit.cancellation());
            return answer.isFine()
                    ? judging.of(answer.body())
                    : Finding.failed(
                            system + " answers with status " + answer.status() + ".", advice(key, answer.status()));
        } catch (HttpProbe.Unanswered e) {
            return Finding.failed(
                    system + " is not there: " + e.getMessage() + ".",
                    "Bring it up, or correct " + visit.key(key) + ".");
        }
    }

    private String advice(String key, int status) {
        if (status >= 300 && status < 400) {
            return "It sends elsewhere, and redirects are not followed: set " + visit.key(key)
                    + " to the final address.";
        }
        return status == 401 || status == 403
                ? "It wants a login: write it into the URL of " + visit.key(key)
                        + ", or open that page to this machine."
                : "Look at that system, or correct " + visit.key(key) + ".";
    }
}
