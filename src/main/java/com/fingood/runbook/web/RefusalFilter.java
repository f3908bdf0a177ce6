package com.fingood.runbook.web;

import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The engine refuses such a start by itself, but answers as if it had failed. */
    private static final String ENGINE_REFUSES_SKIPPING = "ENGINE-13024";

    /** What the engine's REST says of a body that it can't read: nothing. */
    private static final Pattern WORDLESS = Pattern.compile("\"type\":\"InvalidRequestException\",\"message\":\"\"");

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
            if (refusal == null) {
                held.release();
            } else {
                answer(response, refusal);
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

    /** Two handlers of the engine's REST may meet such a body: one answers nothing, the other the parser's own words and class names. */
    private static boolean isUnreadable(HeldErrorResponse held) {
        return WORDLESS.matcher(held.body()).find()
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
        response.resetBuffer();
        response.setStatus(HttpCodes.of(refusal.kind()));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        byte[] body = JSON.writeValueAsBytes(
                Map.of("type", "Refusal", "code", refusal.code(), "message", refusal.getMessage()));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
