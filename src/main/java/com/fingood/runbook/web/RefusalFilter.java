package com.fingood.runbook.web;

import com.fasterxml.jackson.databind.ObjectMapper;
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

/**
 * Answers our refusals with 400, 403 or 409 and their words, on the engine's REST and the webapp's API alike: both wrap what a listener
 * throws and would answer 500.
 */
class RefusalFilter extends OncePerRequestFilter {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The engine refuses such a start by itself, but answers as if it had failed. */
    private static final String ENGINE_REFUSES_SKIPPING = "ENGINE-13024";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
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

    private static Refusal refusal(HeldErrorResponse held) {
        if (!held.isHeld()) {
            return null;
        }
        if (held.body().contains(ENGINE_REFUSES_SKIPPING)) {
            return Refusal.badInput(
                    "skip-refused",
                    "Nothing was started: listeners and mappings can't be skipped. Start again without those flags.");
        }
        return RefusedRequest.current();
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
