package com.fingood.runbook.process;

import com.fingood.runbook.process.Rest.Answer;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** One person at Tasklist's own API, as a browser has it: a session, and the token against forged requests. */
final class WebSession {

    private static final String PAGE = "/camunda/app/tasklist/default/";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI base;

    private WebSession(URI base) {
        this.base = base;
    }

    static WebSession of(URI base, String login) {
        WebSession session = new WebSession(base);
        session.send(session.request(PAGE));
        Answer answer = session.send(session.request("/camunda/api/admin/auth/user/default/login/tasklist")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + login + "&password=" + login)));
        if (answer.status() != 200) {
            throw new IllegalStateException(login + " can't log in: " + answer.text());
        }
        session.send(session.request(PAGE));
        return session;
    }

    /** @param path below the engine's REST */
    Answer send(String method, String path, Object body) {
        return send(request("/camunda/api/engine/engine/default" + path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body instanceof String text ? text : Rest.write(body))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .forEach(token -> request.setHeader("X-XSRF-TOKEN", token));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return Rest.answer(browser.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
