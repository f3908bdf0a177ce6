package com.fingood.runbook.web;

import com.fingood.runbook.run.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import java.util.Map;
import java.util.Optional;

/** The same answer on our own endpoints as on the engine's. */
@RestControllerAdvice
class RefusalAdvice {

    private static final int BAD_REQUEST = 400;

    @ExceptionHandler(Exception.class)
    ResponseEntity<Map<String, String>> failed(Exception failure, HttpServletRequest request) {
        Optional<Refusal> refusal = Answers.refusalIn(failure);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        if (failure instanceof HttpMessageNotReadableException || failure instanceof TypeMismatchException) {
            return Answers.entity(BAD_REQUEST, HttpHeaders.EMPTY, Answers.body(BAD_REQUEST));
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            int status = known.getStatusCode().value();
            return Answers.entity(status, known.getHeaders(), Answers.body(status));
        }
        String where = request.getMethod() + " " + request.getRequestURI();
        return Answers.entity(Answers.FAILED, HttpHeaders.EMPTY, Answers.unexpected(where, failure, null));
    }

    private static ResponseEntity<Map<String, String>> refused(Refusal refusal) {
        boolean unknown = refusal.code().startsWith("unknown-") && refusal.kind() == Refusal.Kind.BAD_INPUT;
        int status = unknown ? 404 : HttpCodes.of(refusal.kind());
        return Answers.entity(status, HttpHeaders.EMPTY, Answers.body(refusal));
    }
}
