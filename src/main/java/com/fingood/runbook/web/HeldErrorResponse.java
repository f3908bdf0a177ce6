package com.fingood.runbook.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Holds back an answer that begins with an error status, so that it can be looked at, and let go or replaced. */
class HeldErrorResponse extends HttpServletResponseWrapper {

    private static final int FIRST_ERROR = 400;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int heldStatus;
    private PrintWriter writer;

    HeldErrorResponse(HttpServletResponse response) {
        super(response);
    }

    boolean isHeld() {
        return heldStatus >= FIRST_ERROR;
    }

    String body() {
        flushWriter();
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Sends what was held as it was meant. */
    void release() throws IOException {
        if (!isHeld()) {
            return;
        }
        flushWriter();
        if (body.size() == 0) {
            super.sendError(heldStatus);
            return;
        }
        super.setStatus(heldStatus);
        super.setContentLength(body.size());
        body.writeTo(super.getOutputStream());
    }

    private void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public void setStatus(int status) {
        heldStatus = status;
        if (!isHeld()) {
            super.setStatus(status);
        }
    }

    @Override
    public int getStatus() {
        return isHeld() ? heldStatus : super.getStatus();
    }

    @Override
    public void sendError(int status, String message) {
        heldStatus = status;
    }

    @Override
    public void sendError(int status) {
        heldStatus = status;
    }

    @Override
    public void setContentLength(int length) {
        if (!isHeld()) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!isHeld()) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isHeld() || !"Content-Length".equalsIgnoreCase(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isHeld() || !"Content-Length".equalsIgnoreCase(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!isHeld()) {
            super.flushBuffer();
        }
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (!isHeld()) {
            return super.getWriter();
        }
        if (writer == null) {
            writer = new PrintWriter(body, false, StandardCharsets.UTF_8);
        }
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return isHeld() ? new Held() : super.getOutputStream();
    }

    /** Writes into memory: an error's body is small. */
    private final class Held extends ServletOutputStream {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("an answer of the engine is written synchronously");
        }
    }
}
