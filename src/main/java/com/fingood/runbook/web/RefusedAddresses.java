package com.fingood.runbook.web;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers what the web server refuses before any filter of ours, such as an encoded slash in a path, in words instead of HTML. */
public final class RefusedAddresses extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        // Who has begun to answer is let finish.
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        byte[] body = Answers.json(
                status < Answers.FAILED
                        ? Answers.body(status)
                        : Answers.unexpected(request.getMethod() + " " + request.getRequestURI(), failure, null));
        try {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter().write(new String(body, StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("nobody reads the answer any more", gone);
        }
    }
}
