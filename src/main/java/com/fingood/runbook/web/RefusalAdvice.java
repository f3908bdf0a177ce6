package com.fingood.runbook.web;

import com.fingood.runbook.run.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import java.util.Map;

/** The same answer on our own endpoints as on the engine's. */
@RestControllerAdvice
class RefusalAdvice {

    @ExceptionHandler(Refusal.class)
    ResponseEntity<Map<String, String>> refused(Refusal refusal) {
        boolean unknown = refusal.code().startsWith("unknown-") && refusal.kind() == Refusal.Kind.BAD_INPUT;
        return ResponseEntity.status(unknown ? 404 : HttpCodes.of(refusal.kind()))
                .body(Map.of("type", "Refusal", "code", refusal.code(), "message", refusal.getMessage()));
    }
}
