package com.fingood.runbook.web;

/** Words for what was refused before anybody of ours looked at it: the status alone says what it was. */
record HttpWords(String code, String message) {

    static HttpWords of(int status) {
        return switch (status) {
            case 400 -> new HttpWords(
                    "unreadable-request",
                    "Nothing was changed: what was sent can't be read, or is no JSON of the shape that belongs here. Correct"
                            + " it and send it again.");
            case 401 -> new HttpWords("no-login", "Nothing is answered without a login. Log in and ask again.");
            case 403 -> new HttpWords(
                    "not-permitted", "This is not for you. docs/permissions.md lists who may do what.");
            case 404 -> new HttpWords(
                    "no-such-page",
                    "There is nothing at this address. Check it; docs/operations.md shows the addresses.");
            case 405 -> new HttpWords(
                    "wrong-method",
                    "Nothing was changed: this address does not answer that method. docs/operations.md shows how it is asked.");
            case 406 -> new HttpWords(
                    "not-acceptable", "This is answered in JSON only. Ask again with Accept: application/json.");
            case 413 -> new HttpWords("too-large", "Nothing was changed: too much was sent. Shorten it.");
            case 415 -> new HttpWords(
                    "not-json",
                    "Nothing was changed: only JSON is read here. Send it with Content-Type: application/json.");
            default -> new HttpWords(
                    "request-refused", "Nothing was changed: the server can't answer this (" + status + "). Check it.");
        };
    }
}
