package com.fingood.runbook.web;

import com.fingood.runbook.process.guard.RefusedAttempts;
import com.fingood.runbook.process.guard.RefusedRequest;
import com.fingood.runbook.run.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Answers our refusals with 400, 403 or 409 and their words, on the engine's REST and the webapp's API alike: both wrap what a listener
 * throws and would answer 500.
 */
class RefusalFilter extends OncePerRequestFilter {

    /** The engine refuses such a start by itself, but answers as if it had failed. */
    private static final String ENGINE_REFUSES_SKIPPING = "ENGINE-13024";

    /** What the engine's REST says of a body that it can't read: nothing. */
    private static final Pattern WORDLESS = Pattern.compile("\"type\":\"InvalidRequestException\",\"message\":\"\"");

    /** How the engine's REST fails on a part of a request that was left out, before it asks the engine for anything. */
    private static final String NOTHING_THERE = "\"type\":\"NullPointerException\"";

    /** How the engine's database layer begins what it says. */
    private static final String SQL_FOLLOWS = "### ";

    /** The web pages' copy of the engine's REST can't wait for work, and fails before it asks who may. */
    private static final String WORKERS_DOOR = "/camunda/api/.*/external-task/fetchAndLock/?";

    private static final Refusal NO_WORK = Refusal.forbidden(
            "command-refused",
            "Nothing was changed: long actions are worked by the server itself and are handed to nobody.");

    private final RefusedAttempts attempts;

    RefusalFilter(RefusedAttempts attempts) {
        this.attempts = attempts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().matches(WORKERS_DOOR)) {
            answer(response, NO_WORK);
            return;
        }
        RefusedRequest.clear();
        HeldErrorResponse held = new HeldErrorResponse(response);
        try {
            chain.doFilter(request, held);
            Refusal refusal = refusal(held);
            if (refusal != null) {
                answer(response, refusal);
            } else if (isUnexpected(held)) {
                String where = request.getMethod() + " " + request.getRequestURI();
                send(response, Answers.FAILED, Answers.unexpected(where, RefusedRequest.failure(), held.body()));
            } else {
                held.release();
            }
        } finally {
            RefusedRequest.clear();
        }
    }

    private Refusal refusal(HeldErrorResponse held) {
        if (!held.isHeld()) {
            return null;
        }
        if (held.body().contains(ENGINE_REFUSES_SKIPPING)) {
            return skipping();
        }
        if (RefusedRequest.current() == null && isUnreadable(held)) {
            return Refusal.badInput(
                    "unreadable-request",
                    "Nothing was changed: what was sent is no JSON of the shape that belongs here. Correct it and send it"
                            + " again.");
        }
        return RefusedRequest.current();
    }

    /** Whatever the engine says of such a failure is a program's: its SQL, its classes, values that were sent. */
    private static boolean isUnexpected(HeldErrorResponse held) {
        return held.isHeld()
                && (held.getStatus() >= Answers.FAILED || held.body().contains(SQL_FOLLOWS));
    }

    /** Two handlers of the engine's REST may meet such a body: one answers nothing, the other the parser's own words and class names. */
    private static boolean isUnreadable(HeldErrorResponse held) {
        return RefusedRequest.asking() == null && held.body().contains(NOTHING_THERE)
                || WORDLESS.matcher(held.body()).find()
                || held.getStatus() == HttpServletResponse.SC_BAD_REQUEST
                        && !held.body().isBlank()
                        && !held.body().startsWith("{");
    }

    private Refusal skipping() {
        Refusal refusal = Refusal.badInput(
                "skip-refused",
                "Nothing was started: listeners and mappings can't be skipped. Start again without those flags.");
        if (RefusedRequest.asking() != null) {
            attempts.refused(RefusedRequest.asking(), "start process instance", Map.of(), refusal);
        }
        return refusal;
    }

    private static void answer(HttpServletResponse response, Refusal refusal) throws IOException {
        send(response, HttpCodes.of(refusal.kind()), Answers.body(refusal));
    }

    private static void send(HttpServletResponse response, int status, Map<String, String> words) throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        byte[] body = Answers.json(words);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
