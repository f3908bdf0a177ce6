package com.fingood.runbook.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.run.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The one shape of what is refused or failed, at every door and whatever Accept says: JSON with a code and words. */
final class Answers {

    static final int FAILED = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static Map<String, String> body(Refusal refusal) {
        return body("Refusal", refusal.code(), refusal.getMessage());
    }

    static Map<String, String> body(int status) {
        HttpWords words = HttpWords.of(status);
        return body("Refusal", words.code(), words.message());
    }

    /**
     * Nothing of the failure itself: it may name tables, files or values. The log has it, under the reference that the answer gives.
     *
     * @param where method and path
     * @param failure null = only what was about to be answered is known
     * @param known what was about to be answered; null = nothing
     */
    static Map<String, String> unexpected(String where, Throwable failure, String known) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Failure {} at {}{}", reference, where, known == null ? "" : ": " + known, failure);
        return body(
                "Failure",
                "internal-error",
                "This failed for a reason that nobody foresaw. Reload to see how things stand. The server's log says more under "
                        + reference + "; report that to who runs the server.");
    }

    static Optional<Refusal> refusalIn(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst();
    }

    static ResponseEntity<Map<String, String>> entity(int status, HttpHeaders headers, Map<String, String> body) {
        // A type that is set is not negotiated.
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    static byte[] json(Map<String, String> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> body(String type, String code, String message) {
        return Map.of("type", type, "code", code, "message", message);
    }
}
