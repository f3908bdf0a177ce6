package com.fingood.runbook.web;

import com.fingood.runbook.run.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;
import java.util.Optional;

/** Where the server sends what nobody answered, instead of its page of HTML. Asked for by itself, it is an address like any other. */
@RestController
class ErrorPage implements ErrorController {

    private static final int NOT_FOUND = 404;

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Map<String, String>> answer(HttpServletRequest request) {
        Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Optional<Refusal> refusal = Answers.refusalIn(failure);
        if (refusal.isPresent()) {
            int status = HttpCodes.of(refusal.get().kind());
            return Answers.entity(status, HttpHeaders.EMPTY, Answers.body(refusal.get()));
        }
        Integer sent = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = sent == null ? NOT_FOUND : sent;
        if (status < Answers.FAILED && failure == null) {
            return Answers.entity(status, HttpHeaders.EMPTY, Answers.body(status));
        }
        String where = request.getMethod() + " " + request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return Answers.entity(Answers.FAILED, HttpHeaders.EMPTY, Answers.unexpected(where, failure, null));
    }
}
