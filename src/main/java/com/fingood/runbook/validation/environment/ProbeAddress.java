package com.fingood.runbook.validation.environment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a probe asks. Shown without its login and its query, which may hold a token. */
record ProbeAddress(URI uri, Optional<String> login) {

    static ProbeAddress of(String url) throws HttpProbe.Unanswered {
        try {
            URI given = new URI(url.strip());
            boolean http = "http".equalsIgnoreCase(given.getScheme()) || "https".equalsIgnoreCase(given.getScheme());
            if (!http || given.getHost() == null) {
                throw new HttpProbe.Unanswered("The configured address is no URL that starts with http:// or https://");
            }
            return new ProbeAddress(withoutLogin(given), Optional.ofNullable(given.getUserInfo()));
        } catch (URISyntaxException e) {
            throw new HttpProbe.Unanswered("The configured address is no URL that starts with http:// or https://");
        }
    }

    private static URI withoutLogin(URI given) {
        String login = given.getRawUserInfo();
        return login == null || given.getRawFragment() != null
                ? given
                : URI.create(given.toString().replaceFirst(java.util.regex.Pattern.quote(login + "@"), ""));
    }

    @Override
    public String toString() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getPath() == null ? "" : uri.getPath();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }
}
